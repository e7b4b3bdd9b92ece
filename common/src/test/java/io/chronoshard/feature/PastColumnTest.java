package io.chronoshard.feature;

import static org.assertj.core.api.Assertions.assertThat;

import io.chronoshard.config.DerivedSettings.Past;
import io.chronoshard.config.DerivedSettings.Reach;
import io.chronoshard.config.Span;
import io.chronoshard.config.TimeAxis;
import io.chronoshard.grid.Slice;
import io.chronoshard.grid.StepTimes;
import org.junit.jupiter.api.Test;

class PastColumnTest {

  private static final TimeAxis AXIS = TimeAxis.clock(600_000);
  private static final StepTimes TIMES = StepTimes.of(AXIS);

  /** Steps 100 to 105; the second of two channels is derived from. */
  private static final Slice GRID =
      new Slice(100, 2, new float[] {-1, 4, -1, 8, -1, 6, -1, Float.NaN, -1, 10, -1, 20});

  @Test
  void aLagIsTheValueSoManyStepsAgo() {
    PastColumn lag = column(Reach.LAG, Span.ofSteps(2, "steps"));
    assertThat(lag.lookBack()).isEqualTo(2);
    assertThat(lag.value(GRID, TIMES, 102)).isEqualTo(4);
    assertThat(lag.value(GRID, TIMES, 103)).isEqualTo(8);
    assertThat(lag.value(GRID, TIMES, 105)).isNaN();
    assertThat(lag.name()).isEqualTo("b 2 steps ago");
  }

  @Test
  void aDifferenceIsTheValueLessTheOneSoManyStepsAgo() {
    PastColumn difference = column(Reach.DIFFERENCE, Span.ofSteps(1, "steps"));
    assertThat(difference.lookBack()).isEqualTo(1);
    assertThat(difference.value(GRID, TIMES, 101)).isEqualTo(4);
    assertThat(difference.value(GRID, TIMES, 102)).isEqualTo(-2);
    assertThat(difference.value(GRID, TIMES, 103)).isNaN();
    assertThat(difference.value(GRID, TIMES, 104)).isNaN();
    assertThat(difference.value(GRID, TIMES, 105)).isEqualTo(10);
    assertThat(difference.name()).isEqualTo("b change in 1 steps");
  }

  @Test
  void aDifferenceOfLargeValuesKeepsItsPrecision() {
    float large = 16_777_216;
    Slice grid = new Slice(0, 1, new float[] {-large, large});
    Past past = new Past("features.derived[0]", Reach.DIFFERENCE, "a", Span.ofSteps(1, "steps"));
    assertThat(PastColumn.of(past, 0, AXIS).value(grid, TIMES, 1)).isEqualTo(2 * large);
  }

  @Test
  void aDurationCountsTheGridsSteps() {
    Span span = new Span(3_600_000, Span.Unit.MILLISECONDS, "steps");
    assertThat(column(Reach.LAG, span).steps()).isEqualTo(6);
  }

  private static PastColumn column(Reach reach, Span steps) {
    return PastColumn.of(new Past("features.derived[0]", reach, "b", steps), 1, AXIS);
  }
}
