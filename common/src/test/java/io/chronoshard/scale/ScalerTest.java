package io.chronoshard.scale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.chronoshard.grid.Slice;
import java.util.List;
import org.apache.commons.math3.random.MersenneTwister;
import org.junit.jupiter.api.Test;

class ScalerTest {

  @Test
  void scaledValuesHaveMeanZeroAndDeviationOne() {
    for (int seed = 1; seed <= 50; seed++) {
      MersenneTwister random = new MersenneTwister(new int[] {seed});
      float[] values = new float[500];
      for (int i = 0; i < values.length; i++) {
        values[i] = (float) (1013 + 8 * random.nextGaussian());
      }
      Scaler scaler = new Scaler(List.of(Scaler.Column.standard(statistics(values))));
      ColumnStatistics scaled = statistics(scaler.scale(new Slice(7, 1, values), "s").values());
      assertThat(scaled.mean()).as("seed %d", seed).isCloseTo(0, within(1e-7));
      assertThat(scaled.deviation()).as("seed %d", seed).isCloseTo(1, within(1e-7));
    }
  }

  @Test
  void unscalingGivesTheValueBackToRounding() {
    for (int seed = 1; seed <= 2000; seed++) {
      MersenneTwister random = new MersenneTwister(new int[] {seed});
      double mean = 1e3 * random.nextGaussian();
      double deviation = StrictMath.pow(10, random.nextInt(9) - 4);
      Scaler.Column column = new Scaler.Column(mean, deviation);
      float value = (float) (mean + 3 * deviation * random.nextGaussian());
      double rounding = Math.ulp(value) + Math.ulp((float) (value - mean));
      assertThat((double) column.unscale(column.scale(value)))
          .as("seed %d: %s by %s", seed, value, column)
          .isCloseTo(value, within(rounding));
    }
  }

  @Test
  void aConstantColumnOnlyLosesItsMean() {
    Scaler.Column column = Scaler.Column.standard(statistics(42, 42, 42));
    assertThat(column).isEqualTo(new Scaler.Column(42, 1));
    assertThat(column.scale(42)).isZero();
    assertThat(column.scale(44)).isEqualTo(2);
  }

  @Test
  void whatIsUnknownStaysUnknown() {
    Scaler.Column column = new Scaler.Column(3, 2);
    assertThat(column.scale(Float.NaN)).isNaN();
    assertThat(column.unscale(Float.NaN)).isNaN();
    Slice slice = new Slice(0, 1, new float[] {5, Float.NaN, 1});
    assertThat(new Scaler(List.of(column)).scale(slice, "s").values())
        .containsExactly(new float[] {1, Float.NaN, -1});
  }

  @Test
  void eachColumnHasItsOwnMapAndTheOriginalStaysAsItIs() {
    Slice slice = new Slice(9, 2, new float[] {1, 1, 2, 2});
    Scaler scaler = new Scaler(List.of(Scaler.Column.IDENTITY, new Scaler.Column(1, 0.5)));
    assertThat(scaler.scale(slice, "s").values()).containsExactly(1, 0, 2, 2);
    assertThat(scaler.scale(slice, "s").fromStep()).isEqualTo(9);
    assertThat(slice.values()).containsExactly(1, 1, 2, 2);
  }

  @Test
  void whatCannotBeDividedByIsRefused() {
    for (double deviation : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThatThrownBy(() -> new Scaler.Column(0, deviation))
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThatThrownBy(() -> new Scaler.Column(Double.NaN, 1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aSliceOfAnotherWidthIsRefused() {
    Scaler scaler = new Scaler(List.of(Scaler.Column.IDENTITY));
    assertThatThrownBy(() -> scaler.scale(new Slice(0, 2, new float[4]), "s"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a slice of 2 columns for a scaler of 1");
  }

  private static ColumnStatistics statistics(float... values) {
    return ColumnStatistics.of(values, 1, 0, 0, values.length);
  }
}
