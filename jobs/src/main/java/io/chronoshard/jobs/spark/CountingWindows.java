package io.chronoshard.jobs.spark;

import io.chronoshard.window.WindowCounts;
import java.nio.ByteBuffer;
import scala.Tuple2;

/** Adds up the windows of one partition's blocks; each sum replaces the one before it. */
final class CountingWindows {

  private final int partition;
  private final PartitionValues sums;
  private WindowCounts counts = WindowCounts.NONE;

  CountingWindows(int partition, PartitionValues sums) {
    this.partition = partition;
    this.sums = sums;
  }

  /** Adds the windows of a block. */
  void add(WindowCounts ofBlock) {
    counts = counts.plus(ofBlock);
    ByteBuffer bytes = ByteBuffer.allocate(4 * Long.BYTES);
    bytes.putLong(counts.possible()).putLong(counts.used());
    bytes.putLong(counts.unknownInput()).putLong(counts.unknownTarget());
    sums.add(new Tuple2<>(partition, bytes.array()));
  }

  /** All partitions together. */
  static WindowCounts total(PartitionValues sums) {
    WindowCounts total = WindowCounts.NONE;
    for (byte[] bytes : sums.value().values()) {
      ByteBuffer one = ByteBuffer.wrap(bytes);
      total =
          total.plus(new WindowCounts(one.getLong(), one.getLong(), one.getLong(), one.getLong()));
    }
    return total;
  }
}
