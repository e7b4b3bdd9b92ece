package io.chronoshard.feature;

import static org.assertj.core.api.Assertions.assertThat;

import io.chronoshard.config.FeatureSettings.Derived;
import io.chronoshard.config.FeatureSettings.DerivedType;
import io.chronoshard.config.Span;
import io.chronoshard.config.TimeAxis;
import io.chronoshard.grid.Slice;
import io.chronoshard.grid.StepTimes;
import org.junit.jupiter.api.Test;

class DerivedColumnTest {

  private static final TimeAxis AXIS = TimeAxis.clock(600_000);
  private static final StepTimes TIMES = StepTimes.of(AXIS);

  /** Steps 100 to 105; the second of two channels is derived from. */
  private static final Slice GRID =
      new Slice(100, 2, new float[] {-1, 4, -1, 8, -1, 6, -1, Float.NaN, -1, 10, -1, 20});

  @Test
  void aLagIsTheValueSoManyStepsAgo() {
    DerivedColumn lag = column(DerivedType.LAG, 2);
    assertThat(lag.lookBack()).isEqualTo(2);
    assertThat(lag.value(GRID, TIMES, 102)).isEqualTo(4);
    assertThat(lag.value(GRID, TIMES, 103)).isEqualTo(8);
    assertThat(lag.value(GRID, TIMES, 105)).isNaN();
    assertThat(lag.name()).isEqualTo("b 2 steps ago");
  }

  @Test
  void aDifferenceIsTheValueLessTheOneSoManyStepsAgo() {
    DerivedColumn difference = column(DerivedType.DIFFERENCE, 1);
    assertThat(difference.lookBack()).isEqualTo(1);
    assertThat(difference.value(GRID, TIMES, 101)).isEqualTo(4);
    assertThat(difference.value(GRID, TIMES, 102)).isEqualTo(-2);
    assertThat(difference.value(GRID, TIMES, 103)).isNaN();
    assertThat(difference.value(GRID, TIMES, 104)).isNaN();
    assertThat(difference.value(GRID, TIMES, 105)).isEqualTo(10);
    assertThat(difference.name()).isEqualTo("b change in 1 steps");
  }

  @Test
  void aRollingMeanCountsItsOwnStep() {
    DerivedColumn mean = column(DerivedType.ROLLING_MEAN, 3);
    assertThat(mean.lookBack()).isEqualTo(2);
    assertThat(mean.value(GRID, TIMES, 102)).isEqualTo(6);
    assertThat(mean.value(GRID, TIMES, 103)).isNaN();
    assertThat(mean.value(GRID, TIMES, 105)).isNaN();
    assertThat(mean.name()).isEqualTo("b mean of 3 steps");
  }

  @Test
  void aMeanOfOneStepIsTheValueItself() {
    DerivedColumn mean = column(DerivedType.ROLLING_MEAN, 1);
    assertThat(mean.lookBack()).isZero();
    for (long step = 100; step < 106; step++) {
      assertThat(mean.value(GRID, TIMES, step)).isEqualTo(Float.valueOf(GRID.at(step, 1)));
    }
  }

  @Test
  void aDifferenceOfLargeValuesKeepsItsPrecision() {
    float large = 16_777_216;
    Slice grid = new Slice(0, 1, new float[] {-large, large});
    Derived derived = new Derived(DerivedType.DIFFERENCE, "a", Span.ofSteps(1, "steps"));
    assertThat(DerivedColumn.of(derived, 0, AXIS).value(grid, TIMES, 1)).isEqualTo(2 * large);
  }

  @Test
  void aDurationCountsTheGridsSteps() {
    Span span = new Span(3_600_000, Span.Unit.MILLISECONDS, "steps");
    DerivedColumn lag = DerivedColumn.of(new Derived(DerivedType.LAG, "b", span), 1, AXIS);
    assertThat(lag.steps()).isEqualTo(6);
  }

  private static DerivedColumn column(DerivedType type, int steps) {
    return DerivedColumn.of(new Derived(type, "b", Span.ofSteps(steps, "steps")), 1, AXIS);
  }
}
