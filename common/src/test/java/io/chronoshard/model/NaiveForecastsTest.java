package io.chronoshard.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chronoshard.block.Block;
import io.chronoshard.block.BlockId;
import io.chronoshard.grid.Slice;
import io.chronoshard.window.BlockWindows;
import io.chronoshard.window.WindowCounts;
import io.chronoshard.window.WindowSet;
import io.chronoshard.window.WindowShape;
import java.util.List;
import org.junit.jupiter.api.Test;

class NaiveForecastsTest {

  /**
   * Targets of the steps 90 to 129: a step's second target is a hundred times its first, its
   * number.
   */
  private static WindowSet windows(int... origins) {
    float[] values = new float[40 * 2];
    for (int i = 0; i < 40; i++) {
      values[2 * i] = 90 + i;
      values[2 * i + 1] = 100 * (90 + i);
    }
    values[2 * 15] = Float.NaN;
    int[] offsets = new int[origins.length];
    for (int i = 0; i < offsets.length; i++) {
      offsets[i] = origins[i] - 100;
    }
    Block block =
        new Block(
            new BlockId("s", 5),
            100,
            20,
            new Slice(100, 1, new float[20]),
            new Slice(90, 2, values));
    return new WindowSet(List.of(new BlockWindows(block, offsets, WindowCounts.NONE)));
  }

  private static float[] forecast(
      Forecaster forecaster, WindowSet windows, int[] order, int values) {
    float[] out = new float[values];
    forecaster.forecast(windows, order, 0, order.length, out);
    return out;
  }

  @Test
  void theLastValueIsTheOriginsAtEveryLead() {
    LastValue last = new LastValue(new WindowShape(3, 1, 1, 4, 2, 3));
    assertThat(forecast(last, windows(100, 110), new int[] {1, 0}, 8))
        .containsExactly(110, 11_000, 110, 11_000, 100, 10_000, 100, 10_000);
    assertThat(last.targetsBefore()).isZero();
  }

  @Test
  void anUnknownOriginGivesNoForecast() {
    LastValue last = new LastValue(new WindowShape(3, 1, 1, 4, 1, 1));
    assertThat(forecast(last, windows(105), new int[] {0}, 2)).containsExactly(Float.NaN, 10_500);
  }

  @Test
  void theNewestPeriodKnownAtTheOriginIsTaken() {
    // Period 4, leads 0 to 9: one, one, one, one, one, two, two, two, two, three periods back.
    SameTimeLastPeriod periodic = new SameTimeLastPeriod(new WindowShape(3, 1, 1, 0, 10, 1), 4);
    float[] forecasts = forecast(periodic, windows(110), new int[] {0}, 20);
    float[] firsts = new float[10];
    for (int row = 0; row < 10; row++) {
      firsts[row] = forecasts[2 * row];
      assertThat(forecasts[2 * row + 1]).isEqualTo(100 * firsts[row]);
    }
    assertThat(firsts).containsExactly(106, 107, 108, 109, 110, 107, 108, 109, 110, 107);
    assertThat(periodic.targetsBefore()).isEqualTo(4);
  }

  @Test
  void aPeriodOfOneLeadIsTheLastValue() {
    SameTimeLastPeriod periodic = new SameTimeLastPeriod(new WindowShape(3, 1, 1, 6, 1, 1), 6);
    assertThat(forecast(periodic, windows(110), new int[] {0}, 2)).containsExactly(110, 11_000);
    assertThat(periodic.targetsBefore()).isZero();
  }

  @Test
  void aPeriodLongerThanTheLeadReachesBeforeTheOrigin() {
    SameTimeLastPeriod periodic = new SameTimeLastPeriod(new WindowShape(3, 1, 1, 2, 2, 2), 12);
    assertThat(periodic.targetsBefore()).isEqualTo(10);
    assertThat(forecast(periodic, windows(100, 107), new int[] {0, 1}, 8))
        .containsExactly(90, 9_000, 92, 9_200, 97, 9_700, 99, 9_900);
  }

  @Test
  void whatLiesOutsideOfTheBlockIsUnknown() {
    SameTimeLastPeriod periodic = new SameTimeLastPeriod(new WindowShape(3, 1, 1, 2, 2, 2), 14);
    assertThat(forecast(periodic, windows(100), new int[] {0}, 4))
        .containsExactly(Float.NaN, Float.NaN, 90, 9_000);
  }

  @Test
  void aPeriodWithoutAStepIsADefect() {
    assertThatThrownBy(() -> new SameTimeLastPeriod(new WindowShape(3, 1, 1, 2, 2, 2), 0))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
