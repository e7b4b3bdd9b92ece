package io.chronoshard.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class CurvesTest {

  /** Floats apart by a prime, so that every exponent and all kinds of fractions come. */
  private static final int STRIDE = 1009;

  /** Over all floats: scripts/soak. */
  @Test
  void errorsAreWithinTheirBoundsAndVectorsGiveTheSameBits() {
    CurveErrors errors = CurveErrors.by(STRIDE);

    assertThat(errors.areWithinBounds()).as("%s", errors).isTrue();
  }

  @Test
  void theTwoStayBetweenTheirLimitsAndOneIsOdd() {
    for (long bits = 0; bits <= 0x7f80_0000L; bits += STRIDE) {
      float x = Float.intBitsToFloat((int) bits);
      assertThat(Curves.tanh(x)).isBetween(0f, 1f);
      assertThat(Curves.tanh(-x)).isEqualTo(-Curves.tanh(x));
      assertThat(Curves.sigmoid(x)).isBetween(0.5f, 1f);
      assertThat(Curves.sigmoid(-x)).isBetween(0f, 0.5f);
    }
  }

  @Test
  void infinitiesAreTheLimitsAndNaNStays() {
    assertThat(Curves.tanh(Float.POSITIVE_INFINITY)).isCloseTo(1f, within(3e-7f));
    assertThat(Curves.tanh(Float.NEGATIVE_INFINITY)).isCloseTo(-1f, within(3e-7f));
    assertThat(Curves.sigmoid(Float.POSITIVE_INFINITY)).isCloseTo(1f, within(2e-7f));
    assertThat(Curves.sigmoid(Float.NEGATIVE_INFINITY)).isCloseTo(0f, within(2e-7f));
    for (int bits : new int[] {0x7f80_0001, 0x7fff_ffff, 0xff80_0001, 0xffff_ffff, 0x7fc0_0000}) {
      float nan = Float.intBitsToFloat(bits);
      assertThat(Curves.tanh(nan)).isNaN();
      assertThat(Curves.sigmoid(nan)).isNaN();
    }
  }

  @Test
  void piecesOfLinesAreThoseOfKeras3() {
    assertThat(at(Curve.HARD_SIGMOID, -3.5, -3, -1, 0, 2, 3, 4))
        .containsExactly(new double[] {0, 0, 2 / 6.0, 0.5, 5 / 6.0, 1, 1}, within(1e-15));
    assertThat(at(Curve.LEAKY_RELU, -10, -0.5, 0, 0.5, 10)).containsExactly(-2, -0.1, 0, 0.5, 10);
    assertThat(at(Curve.RELU6, -10, -0.5, 0, 0.5, 6, 10)).containsExactly(0, 0, 0, 0.5, 6, 6);
    assertThat(at(Curve.RELU, -10, -0.5, 0, 0.5, 10)).containsExactly(0, 0, 0, 0.5, 10);
  }

  private static double[] at(Curve curve, double... x) {
    return DoubleStream.of(x).map(curve::at).toArray();
  }

  @Test
  void slopesFollowFromValues() {
    double apart = 1e-5;
    for (Curve curve : Curve.values()) {
      assertThat(curve.at(Double.NaN)).as("%s", curve).isNaN();
      assertThat(curve.at(Float.NaN)).as("%s", curve).isNaN();
      // No kink is met.
      for (double x = -8.05; x < 8; x += 0.1) {
        double difference = (curve.at(x + apart) - curve.at(x - apart)) / (2 * apart);
        double slope = curve.slope(curve.at(x));
        assertThat(slope)
            .as("%s at %s", curve, x)
            .isCloseTo(difference, within(1e-8 * Math.max(1, Math.abs(curve.at(x)))));
        assertThat(curve.slope(curve.at((float) x)))
            .as("%s at %s", curve, x)
            .isCloseTo((float) slope, within((float) (1e-5 * Math.max(1, slope))));
      }
    }
  }

  @Test
  void whatIsNearZeroBecomesZero() {
    assertThat(Curves.flush(Float.MIN_VALUE)).isZero();
    assertThat(Curves.flush(-Float.MIN_NORMAL)).isZero();
    assertThat(Curves.flush(Curves.TINY)).isEqualTo(Curves.TINY);
    assertThat(Curves.flush(-1f)).isEqualTo(-1f);
    assertThat(Curves.flush(Float.NaN)).isNaN();
  }
}
