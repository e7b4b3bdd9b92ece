package io.chronoshard.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class HiddenSeriesTest {

  /** Of n series one in n + 1, in each epoch and shard others. */
  @Test
  void oneWindowInAsManyAsThereAreCodesHidesItsSeries() {
    for (int codes : new int[] {2, 3, 10, 101}) {
      int hidden = 0;
      int again = 0;
      int windows = 200_000;
      for (int window = 0; window < windows; window++) {
        boolean hides = new HiddenSeries(7, 1, 0).hides(window, codes);
        assertThat(new HiddenSeries(7, 1, 0).hides(window, codes)).isEqualTo(hides);
        hidden += hides ? 1 : 0;
        again += hides && new HiddenSeries(7, 2, 0).hides(window, codes) ? 1 : 0;
      }
      double share = 1.0 / codes;
      assertThat((double) hidden / windows).isCloseTo(share, within(0.05 * share));
      assertThat((double) again / windows).isCloseTo(share * share, within(0.3 * share * share));
    }
  }

  @Test
  void shardsAndSeedsHideOtherWindows() {
    assertThat(hidden(new HiddenSeries(7, 1, 1))).isNotEqualTo(hidden(new HiddenSeries(7, 1, 0)));
    assertThat(hidden(new HiddenSeries(8, 1, 0))).isNotEqualTo(hidden(new HiddenSeries(7, 1, 0)));
  }

  private static String hidden(HiddenSeries some) {
    StringBuilder text = new StringBuilder();
    for (int window = 0; window < 100; window++) {
      text.append(some.hides(window, 3) ? 'x' : '.');
    }
    return text.toString();
  }
}
