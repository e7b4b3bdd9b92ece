package io.chronoshard.jobs.spark;

import io.chronoshard.block.Block;
import io.chronoshard.grid.Slice;
import io.chronoshard.split.Part;
import io.chronoshard.train.Shard;
import io.chronoshard.window.BlockWindows;
import io.chronoshard.window.WindowCounts;
import io.chronoshard.window.WindowSet;
import io.chronoshard.window.WindowShape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;

/** A few windows, each cut out of its block, for a version's acceptance. */
public final class SampleWindow {

  private SampleWindow() {}

  /**
   * The first window of each shard's training or validation part, in the order of shards; at most
   * {@code count}.
   */
  public static List<BlockWindows> firstOf(
      JavaRDD<Shard> shards, Part part, WindowShape shape, int count) {
    int reach = shape.reach();
    int ahead = shape.inputsAhead();
    return shards
        .mapPartitions(
            some -> {
              List<BlockWindows> windows = new ArrayList<>();
              some.forEachRemaining(
                  shard -> {
                    WindowSet all = part == Part.TRAINING ? shard.training() : shard.validation();
                    if (all.size() > 0) {
                      windows.add(cut(all, 0, reach, ahead));
                    }
                  });
              return windows.iterator();
            })
        .take(count);
  }

  private static BlockWindows cut(WindowSet windows, int window, int reach, int ahead) {
    Block block = windows.block(window);
    long origin = windows.origin(window);
    Slice inputs = between(block.inputs(), origin - reach, origin + ahead + 1);
    Slice targets = between(block.targets(), origin, origin + 1);
    return new BlockWindows(
        new Block(block.id(), origin, 1, inputs, targets),
        new int[] {0},
        new WindowCounts(1, 1, 0, 0));
  }

  private static Slice between(Slice slice, long from, long to) {
    int first = Math.toIntExact(from - slice.fromStep()) * slice.width();
    int last = Math.toIntExact(to - slice.fromStep()) * slice.width();
    return new Slice(from, slice.width(), Arrays.copyOfRange(slice.values(), first, last));
  }
}
