package io.chronoshard.window;

import static org.assertj.core.api.Assertions.assertThat;

import io.chronoshard.block.Block;
import io.chronoshard.block.BlockId;
import io.chronoshard.grid.Slice;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.math3.random.MersenneTwister;
import org.junit.jupiter.api.Test;

class WindowSetTest {

  @Test
  void windowsAreNumberedInTheOrderOfBlocksAndOrigins() {
    for (int seed = 1; seed <= 100; seed++) {
      MersenneTwister random = new MersenneTwister(new int[] {seed});
      List<BlockWindows> blocks = new ArrayList<>();
      List<Block> holders = new ArrayList<>();
      List<Long> origins = new ArrayList<>();
      for (int number = 0; number < random.nextInt(12); number++) {
        BlockWindows windows = windows(number - 3, random);
        blocks.add(windows);
        for (int origin : windows.origins()) {
          holders.add(windows.block());
          origins.add(windows.block().coreFrom() + origin);
        }
      }
      WindowSet set = new WindowSet(blocks);
      assertThat(set.size()).as("seed %d", seed).isEqualTo(origins.size());
      for (int window = 0; window < set.size(); window++) {
        assertThat(set.block(window)).as("seed %d", seed).isSameAs(holders.get(window));
        assertThat(set.origin(window)).as("seed %d", seed).isEqualTo(origins.get(window));
      }
    }
  }

  /** Now and then a block without windows. */
  private static BlockWindows windows(long number, MersenneTwister random) {
    int share = random.nextInt(4);
    List<Integer> origins = new ArrayList<>();
    for (int offset = 0; offset < 10; offset++) {
      if (random.nextInt(4) < share) {
        origins.add(offset);
      }
    }
    Slice nothing = new Slice(number * 10, 1, new float[10]);
    return new BlockWindows(
        new Block(new BlockId("s", number), number * 10, 10, nothing, nothing),
        origins.stream().mapToInt(Integer::intValue).toArray(),
        WindowCounts.NONE);
  }

  @Test
  void withoutWindowsItIsEmpty() {
    assertThat(new WindowSet(List.of()).size()).isZero();
  }
}
