package io.chronoshard.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class EpochOrderTest {

  @Test
  void everyWindowIsVisitedExactlyOnce() {
    for (int size : new int[] {0, 1, 2, 3, 100, 4097}) {
      int[] sorted = EpochOrder.of(size, 3, 1, size);
      Arrays.sort(sorted);
      assertThat(sorted).isEqualTo(EpochOrder.ascending(size));
    }
  }

  @Test
  void seedEpochAndShardEachChangeTheOrder() {
    int[] order = EpochOrder.of(1, 1, 1, 1000);
    assertThat(order).isEqualTo(EpochOrder.of(1, 1, 1, 1000));
    assertThat(order).isNotEqualTo(EpochOrder.of(2, 1, 1, 1000));
    assertThat(order).isNotEqualTo(EpochOrder.of(1L << 32 | 1, 1, 1, 1000));
    assertThat(order).isNotEqualTo(EpochOrder.of(1, 2, 1, 1000));
    assertThat(order).isNotEqualTo(EpochOrder.of(1, 1, 2, 1000));
  }
}
