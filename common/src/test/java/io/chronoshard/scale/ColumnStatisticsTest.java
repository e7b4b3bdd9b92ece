package io.chronoshard.scale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.math3.random.MersenneTwister;
import org.junit.jupiter.api.Test;

class ColumnStatisticsTest {

  @Test
  void theDeviationIsThePopulations() {
    ColumnStatistics statistics = of(2, 4, 4, 4, 5, 5, 7, 9);
    assertThat(statistics.count()).isEqualTo(8);
    assertThat(statistics.mean()).isEqualTo(5);
    assertThat(statistics.deviation()).isEqualTo(2);
    assertThat(statistics.minimum()).isEqualTo(2);
    assertThat(statistics.maximum()).isEqualTo(9);
    assertThat(statistics.isConstant()).isFalse();
  }

  @Test
  void whatIsUnknownIsNoValue() {
    assertThat(of(Float.NaN, 3, Float.NaN, 5)).isEqualTo(of(3, 5));
    assertThat(of(Float.NaN, Float.NaN)).isEqualTo(ColumnStatistics.EMPTY);
  }

  @Test
  void onlyTheColumnAndTheRowsThatAreAskedForCount() {
    float[] rows = {1, 100, 2, 200, 3, 300, 4, 400};
    ColumnStatistics statistics = ColumnStatistics.of(rows, 2, 1, 1, 3);
    assertThat(statistics.count()).isEqualTo(2);
    assertThat(statistics.mean()).isEqualTo(250);
    assertThat(statistics.deviation()).isEqualTo(50);
  }

  @Test
  void noValuesAndEqualValuesAreConstant() {
    assertThat(ColumnStatistics.EMPTY.isConstant()).isTrue();
    assertThat(ColumnStatistics.EMPTY.deviation()).isZero();
    assertThat(of(0.1f, 0.1f, 0.1f).isConstant()).isTrue();
    assertThat(of(0.1f, 0.1f, 0.1f).deviation()).isZero();
    assertThat(of(0.1f, Math.nextUp(0.1f)).isConstant()).isFalse();
    assertThat(of(0.1f, Math.nextUp(0.1f)).deviation()).isPositive();
  }

  @Test
  void noValuesAddNothing() {
    ColumnStatistics some = of(1, 2, 4);
    assertThat(some.merge(ColumnStatistics.EMPTY)).isEqualTo(some);
    assertThat(ColumnStatistics.EMPTY.merge(some)).isEqualTo(some);
    assertThat(ColumnStatistics.EMPTY.merge(ColumnStatistics.EMPTY))
        .isEqualTo(ColumnStatistics.EMPTY);
  }

  @Test
  void piecesMergedAreTheWhole() {
    for (int seed = 1; seed <= 200; seed++) {
      MersenneTwister random = new MersenneTwister(new int[] {seed});
      float[] values = random(random);
      ColumnStatistics whole = of(values);
      ColumnStatistics merged = ColumnStatistics.EMPTY;
      int from = 0;
      while (from < values.length) {
        int to = Math.min(values.length, from + random.nextInt(40));
        merged = merged.merge(ColumnStatistics.of(values, 1, 0, from, to));
        from = to;
      }
      assertThat(merged.count()).as("seed %d", seed).isEqualTo(whole.count());
      assertThat(merged.minimum()).as("seed %d", seed).isEqualTo(whole.minimum());
      assertThat(merged.maximum()).as("seed %d", seed).isEqualTo(whole.maximum());
      double rounding = 1e-12 * (Math.abs(whole.mean()) + whole.deviation());
      assertThat(merged.mean()).as("seed %d", seed).isCloseTo(whole.mean(), within(rounding));
      assertThat(merged.deviation())
          .as("seed %d", seed)
          .isCloseTo(whole.deviation(), within(rounding));
    }
  }

  @Test
  void meanAndDeviationAreThoseOfExactArithmetic() {
    for (int seed = 1; seed <= 50; seed++) {
      float[] values = random(new MersenneTwister(new int[] {seed, 1}));
      List<BigDecimal> known = new ArrayList<>();
      for (float value : values) {
        if (!Float.isNaN(value)) {
          known.add(new BigDecimal(value));
        }
      }
      BigDecimal count = BigDecimal.valueOf(known.size());
      BigDecimal mean =
          known.stream()
              .reduce(BigDecimal.ZERO, BigDecimal::add)
              .divide(count, MathContext.DECIMAL128);
      BigDecimal variance =
          known.stream()
              .map(value -> value.subtract(mean).pow(2))
              .reduce(BigDecimal.ZERO, BigDecimal::add)
              .divide(count, MathContext.DECIMAL128);
      double deviation = variance.sqrt(MathContext.DECIMAL64).doubleValue();
      ColumnStatistics statistics = of(values);
      double rounding = 1e-12 * (Math.abs(mean.doubleValue()) + deviation);
      assertThat(statistics.mean())
          .as("seed %d", seed)
          .isCloseTo(mean.doubleValue(), within(rounding));
      assertThat(statistics.deviation()).as("seed %d", seed).isCloseTo(deviation, within(rounding));
    }
  }

  /** Far from zero beside their spread, as pressures and counters are; some unknown. */
  private static float[] random(MersenneTwister random) {
    double center = 1e4 * random.nextGaussian();
    double spread = StrictMath.pow(10, random.nextInt(6) - 2);
    float[] values = new float[1 + random.nextInt(400)];
    values[0] = (float) center;
    for (int i = 1; i < values.length; i++) {
      values[i] =
          random.nextInt(10) == 0 ? Float.NaN : (float) (center + spread * random.nextGaussian());
    }
    return values;
  }

  private static ColumnStatistics of(float... values) {
    return ColumnStatistics.of(values, 1, 0, 0, values.length);
  }
}
