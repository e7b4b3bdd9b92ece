package io.chronoshard.jobs.ingest;

import org.apache.spark.Partitioner;

/** A partition for each range of the history. */
final class RangePartitioner extends Partitioner {

  private static final long serialVersionUID = 1L;

  private final int ranges;

  RangePartitioner(int ranges) {
    this.ranges = ranges;
  }

  @Override
  public int numPartitions() {
    return ranges;
  }

  @Override
  public int getPartition(Object routed) {
    return ((Routed) routed).range();
  }
}
