package io.chronoshard.jobs.spark;

import io.chronoshard.block.Block;
import io.chronoshard.grid.Slice;
import io.chronoshard.jobs.spark.page.NamedJobs;
import io.chronoshard.split.Part;
import io.chronoshard.train.Shard;
import io.chronoshard.window.BlockWindows;
import io.chronoshard.window.Rows;
import io.chronoshard.window.WindowCounts;
import io.chronoshard.window.WindowSet;
import io.chronoshard.window.WindowShape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;

/** A few windows, each cut out of its block, for a version's acceptance. */
public final class SampleWindow {

  private SampleWindow() {}

  /**
   * The first window of each shard's training or validation part of which all is known that the
   * version will read, in the order of shards; at most {@code count}.
   *
   * @param shape of the windows that the version forecasts
   */
  public static List<BlockWindows> firstOf(
      JavaRDD<Shard> shards, Part part, WindowShape shape, int count) {
    JavaSparkContext spark = JavaSparkContext.fromSparkContext(shards.context());
    Broadcast<WindowShape> windows = spark.broadcast(shape);
    return new NamedJobs(spark)
        .described("train: cut windows for samples", () -> cut(shards, part, windows).take(count));
  }

  private static JavaRDD<BlockWindows> cut(
      JavaRDD<Shard> shards, Part part, Broadcast<WindowShape> windows) {
    return shards.mapPartitions(
        some -> {
          List<BlockWindows> cut = new ArrayList<>();
          some.forEachRemaining(shard -> first(shard, part, windows.value()).ifPresent(cut::add));
          return cut.iterator();
        });
  }

  private static Optional<BlockWindows> first(Shard shard, Part part, WindowShape shape) {
    WindowSet all = part == Part.TRAINING ? shard.training() : shard.validation();
    return IntStream.range(0, all.size())
        .filter(window -> isKnown(all, window, shape.later()))
        .mapToObj(window -> cut(all, window, shape.reach(), shape.inputsAhead()))
        .findFirst();
  }

  private static boolean isKnown(WindowSet windows, int window, List<Rows> later) {
    Slice inputs = windows.block(window).inputs();
    long origin = windows.origin(window);
    for (Rows rows : later) {
      for (int row = 0; row < rows.count(); row++) {
        for (int column : rows.columns()) {
          if (Float.isNaN(inputs.at(origin + rows.at(row), column))) {
            return false;
          }
        }
      }
    }
    return true;
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
