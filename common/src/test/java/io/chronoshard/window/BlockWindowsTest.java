package io.chronoshard.window;

import static org.assertj.core.api.Assertions.assertThat;

import io.chronoshard.block.Block;
import io.chronoshard.block.BlockId;
import io.chronoshard.grid.Slice;
import io.chronoshard.window.BlockWindows.Needs;
import java.util.List;
import org.junit.jupiter.api.Test;

class BlockWindowsTest {

  private static final float GONE = Float.NaN;

  /** Two inputs two steps apart, one target a step ahead. */
  private static final WindowShape SHAPE = new WindowShape(2, 2, 1, 1, 1, 1);

  /**
   *
   *
   * <pre>
   * step      8   9  10  11  12  13  14  15  16
   * core             |···················|
   * inputs    0   1   ?   3   4   5   6   7
   * targets          10  11  12   ?  14  15  16
   * origins           x   x   x   x   x   x        10 and 12 lack an input, 12 a target besides
   * </pre>
   */
  private static final Block BLOCK =
      new Block(
          new BlockId("s", 5),
          10,
          6,
          new Slice(8, 1, new float[] {0, 1, GONE, 3, 4, 5, 6, 7}),
          new Slice(10, 1, new float[] {10, 11, 12, GONE, 14, 15, 16}));

  @Test
  void aWindowWithAnUnknownValueIsDroppedAndCountedOnce() {
    BlockWindows windows = find(new Origins(0, 0, 100, 1), Needs.INPUTS_AND_TARGETS);
    assertThat(windows.origins()).containsExactly(1, 3, 4, 5);
    assertThat(windows.counts()).isEqualTo(new WindowCounts(6, 4, 2, 0));
  }

  @Test
  void aTargetIsLookedAtOnlyWhereAllInputsAreKnown() {
    Block known =
        new Block(
            BLOCK.id(),
            10,
            6,
            new Slice(8, 1, new float[] {0, 1, 2, 3, 4, 5, 6, 7}),
            BLOCK.targets());
    BlockWindows windows =
        BlockWindows.find(
            known, SHAPE, new Origins(0, 0, 100, 1), Needs.INPUTS_AND_TARGETS, List.of());
    assertThat(windows.origins()).containsExactly(0, 1, 3, 4, 5);
    assertThat(windows.counts()).isEqualTo(new WindowCounts(6, 5, 0, 1));
  }

  @Test
  void scoringNeedsNoTargets() {
    BlockWindows windows = find(new Origins(0, 0, 100, 1), Needs.INPUTS);
    assertThat(windows.origins()).containsExactly(1, 3, 4, 5);
    Block withoutTargets =
        new Block(BLOCK.id(), 10, 6, BLOCK.inputs(), new Slice(10, 1, new float[6]));
    assertThat(
            BlockWindows.find(
                    withoutTargets, SHAPE, new Origins(0, 0, 100, 1), Needs.INPUTS, List.of())
                .origins())
        .containsExactly(1, 3, 4, 5);
  }

  @Test
  void theRasterComesFromTheOriginsAndNotFromTheBlock() {
    BlockWindows windows = find(new Origins(-1, 0, 100, 4), Needs.INPUTS_AND_TARGETS);
    assertThat(windows.origins()).containsExactly(1, 5);
    assertThat(windows.counts()).isEqualTo(new WindowCounts(2, 2, 0, 0));
  }

  @Test
  void onlyAllowedOriginsCount() {
    assertThat(find(new Origins(0, 13, 15, 1), Needs.INPUTS_AND_TARGETS).origins())
        .containsExactly(3, 4);
    assertThat(find(new Origins(0, 16, 100, 1), Needs.INPUTS_AND_TARGETS).counts())
        .isEqualTo(WindowCounts.NONE);
    assertThat(find(new Origins(0, 0, 10, 1), Needs.INPUTS_AND_TARGETS).counts())
        .isEqualTo(WindowCounts.NONE);
  }

  private static BlockWindows find(Origins origins, Needs needs) {
    return BlockWindows.find(BLOCK, SHAPE, origins, needs, List.of());
  }
}
