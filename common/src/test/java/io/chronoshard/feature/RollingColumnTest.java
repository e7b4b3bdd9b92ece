package io.chronoshard.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.chronoshard.config.DerivedSettings.Rolling;
import io.chronoshard.config.DerivedSettings.Statistic;
import io.chronoshard.config.Span;
import io.chronoshard.config.TimeAxis;
import io.chronoshard.grid.Slice;
import io.chronoshard.grid.StepTimes;
import java.math.BigDecimal;
import java.math.MathContext;
import org.apache.commons.math3.random.MersenneTwister;
import org.junit.jupiter.api.Test;

class RollingColumnTest {

  private static final TimeAxis AXIS = TimeAxis.clock(600_000);
  private static final StepTimes TIMES = StepTimes.of(AXIS);

  /** Steps 100 to 105; the second of two channels is derived from. */
  private static final Slice GRID =
      new Slice(100, 2, new float[] {-1, 4, -1, 8, -1, 6, -1, Float.NaN, -1, 10, -1, 20});

  @Test
  void aStatisticCountsItsOwnStepAndIsUnknownWhereOneStepIs() {
    assertThat(column(Statistic.MEAN, 3).value(GRID, TIMES, 102)).isEqualTo(6);
    assertThat(column(Statistic.MINIMUM, 3).value(GRID, TIMES, 102)).isEqualTo(4);
    assertThat(column(Statistic.MAXIMUM, 3).value(GRID, TIMES, 102)).isEqualTo(8);
    assertThat(column(Statistic.DEVIATION, 3).value(GRID, TIMES, 102))
        .isEqualTo((float) Math.sqrt(8.0 / 3));
    for (Statistic statistic : Statistic.values()) {
      RollingColumn column = column(statistic, 3);
      assertThat(column.lookBack()).isEqualTo(2);
      assertThat(column.value(GRID, TIMES, 103)).as("%s", statistic).isNaN();
      assertThat(column.value(GRID, TIMES, 105)).as("%s", statistic).isNaN();
      assertThat(column(statistic, 2).value(GRID, TIMES, 105)).as("%s", statistic).isNotNaN();
    }
  }

  @Test
  void itIsNamedByStatisticAndSteps() {
    assertThat(column(Statistic.MEAN, 3).name()).isEqualTo("b mean of 3 steps");
    assertThat(column(Statistic.DEVIATION, 6).name()).isEqualTo("b deviation of 6 steps");
    assertThat(column(Statistic.MINIMUM, 2).name()).isEqualTo("b minimum of 2 steps");
    assertThat(column(Statistic.MAXIMUM, 2).name()).isEqualTo("b maximum of 2 steps");
  }

  @Test
  void meanMinimumAndMaximumOfOneStepAreTheValueItself() {
    for (Statistic statistic :
        new Statistic[] {Statistic.MEAN, Statistic.MINIMUM, Statistic.MAXIMUM}) {
      RollingColumn column = column(statistic, 1);
      assertThat(column.lookBack()).isZero();
      for (long step = 100; step < 106; step++) {
        assertThat(column.value(GRID, TIMES, step)).isEqualTo(Float.valueOf(GRID.at(step, 1)));
      }
    }
  }

  /** Small beside their mean, as pressures are: the sum of squares alone would lose it. */
  @Test
  void aDeviationIsThatOfExactArithmetic() {
    for (int seed = 1; seed <= 100; seed++) {
      MersenneTwister random = new MersenneTwister(seed);
      int steps = 2 + random.nextInt(40);
      double center = 1e5 * random.nextGaussian();
      float[] values = new float[2 * steps];
      BigDecimal sum = BigDecimal.ZERO;
      for (int i = 0; i < steps; i++) {
        values[2 * i + 1] = (float) (center + 0.1 * random.nextGaussian());
        sum = sum.add(new BigDecimal(values[2 * i + 1]));
      }
      BigDecimal count = BigDecimal.valueOf(steps);
      BigDecimal mean = sum.divide(count, MathContext.DECIMAL128);
      BigDecimal squares = BigDecimal.ZERO;
      for (int i = 0; i < steps; i++) {
        squares = squares.add(new BigDecimal(values[2 * i + 1]).subtract(mean).pow(2));
      }
      double exact =
          squares.divide(count, MathContext.DECIMAL128).sqrt(MathContext.DECIMAL64).doubleValue();
      assertThat(
              (double)
                  column(Statistic.DEVIATION, steps)
                      .value(new Slice(0, 2, values), TIMES, steps - 1))
          .as("seed %d", seed)
          .isCloseTo(exact, within(1e-6 * exact + 1e-9));
    }
  }

  private static RollingColumn column(Statistic statistic, int steps) {
    return RollingColumn.of(
        new Rolling("features.derived[0]", statistic, "b", Span.ofSteps(steps, "steps")), 1, AXIS);
  }
}
