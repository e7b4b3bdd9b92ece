package io.chronoshard.train.plan;

import io.chronoshard.block.Block;
import io.chronoshard.block.BlockId;
import io.chronoshard.block.Halo;
import io.chronoshard.grid.Slice;
import io.chronoshard.train.Shard;
import io.chronoshard.train.Shard.Counts;
import io.chronoshard.window.BlockWindows;
import io.chronoshard.window.WindowCounts;
import io.chronoshard.window.WindowLayout;
import io.chronoshard.window.WindowSet;
import java.util.List;
import org.apache.commons.math3.random.MersenneTwister;

/**
 * A shard of made-up numbers in a block as real ones are: its windows have the real shape, and lie
 * as far apart in memory as those of a block do.
 */
final class MadeUpShard {

  /** Steps of a core at most; more take longer to make up than a training of some minibatches. */
  private static final int MOST_STEPS = 1 << 14;

  private MadeUpShard() {}

  /**
   * With as many windows in both parts.
   *
   * @param layout whose windows they are like
   */
  static Shard of(WindowLayout layout, int windows) {
    Halo halo = layout.builder().halo();
    int core = Math.min(MOST_STEPS, layout.builder().blockSteps());
    MersenneTwister random = new MersenneTwister(core);
    Block block =
        new Block(
            new BlockId(layout.history().series().get(0).name(), 0),
            0,
            core,
            slice(
                random,
                halo.inputsBefore(),
                core + halo.inputsAfter(),
                layout.features().inputs().size()),
            slice(
                random,
                halo.targetsBefore(),
                core + halo.targetsAfter(),
                layout.features().targetWidths().stream().mapToInt(Integer::intValue).sum()));
    int[] origins = new int[windows];
    for (int i = 0; i < windows; i++) {
      origins[i] = random.nextInt(core);
    }
    WindowCounts counts = new WindowCounts(windows, windows, 0, 0);
    WindowSet set = new WindowSet(List.of(new BlockWindows(block, origins, counts)));
    return new Shard(0, set, set, new Counts(counts, counts));
  }

  private static Slice slice(MersenneTwister random, int before, int to, int width) {
    float[] values = new float[(before + to) * width];
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextFloat();
    }
    return new Slice(-before, width, values);
  }
}
