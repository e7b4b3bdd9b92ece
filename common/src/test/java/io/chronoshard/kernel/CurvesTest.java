package io.chronoshard.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class CurvesTest {

  /** Floats apart by a prime, so that every exponent and all kinds of fractions come. */
  private static final int STRIDE = 1009;

  @Test
  void tanhIsWithinItsBoundOverAllFloats() {
    double worst = 0;
    for (long bits = 0; bits <= 0x7f80_0000L; bits += STRIDE) {
      float x = Float.intBitsToFloat((int) bits);
      double error = Math.abs(Curves.tanh(x) - StrictMath.tanh(x));
      worst = Math.max(worst, error);
      assertThat(Curves.tanh(-x)).isEqualTo(-Curves.tanh(x));
    }
    assertThat(worst).isLessThan(3e-7);
  }

  @Test
  void sigmoidIsWithinItsBoundOverAllFloats() {
    double worst = 0;
    for (long bits = 0; bits <= 0x7f80_0000L; bits += STRIDE) {
      float x = Float.intBitsToFloat((int) bits);
      worst = Math.max(worst, Math.abs(Curves.sigmoid(x) - 1 / (1 + StrictMath.exp(-(double) x))));
      worst = Math.max(worst, Math.abs(Curves.sigmoid(-x) - 1 / (1 + StrictMath.exp((double) x))));
    }
    assertThat(worst).isLessThan(2e-7);
  }

  @Test
  void stayBetweenTheirLimits() {
    for (long bits = 0; bits <= 0x7f80_0000L; bits += STRIDE) {
      float x = Float.intBitsToFloat((int) bits);
      assertThat(Curves.tanh(x)).isBetween(0f, 1f);
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
  void vectorsGiveTheSameBitsOverAllFloats() {
    Arithmetic vector = Engine.VECTOR.arithmetic();
    float[] values = new float[1 << 12];
    long bits = Integer.MIN_VALUE;
    while (bits <= Integer.MAX_VALUE) {
      long first = bits;
      for (int i = 0; i < values.length; i++) {
        values[i] = Float.intBitsToFloat((int) bits);
        bits += STRIDE;
      }
      float[] tanh = values.clone();
      float[] sigmoid = values.clone();
      vector.apply(Curve.TANH, tanh, 0, tanh.length);
      vector.apply(Curve.SIGMOID, sigmoid, 0, sigmoid.length);
      for (int i = 0; i < values.length; i++) {
        if (Float.compare(tanh[i], Curves.tanh(values[i])) != 0
            || Float.compare(sigmoid[i], Curves.sigmoid(values[i])) != 0) {
          assertThat(values[i]).as("differs, from bits %d on", first).isNull();
        }
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
