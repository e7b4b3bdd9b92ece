package io.chronoshard.jobs.spark;

import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.util.AccumulatorV2;
import scala.Tuple2;

/**
 * One value of each partition of a stage; a partition that is computed again gives the same again.
 */
public final class PartitionValues
    extends AccumulatorV2<Tuple2<Integer, byte[]>, Map<Integer, byte[]>> {

  private static final long serialVersionUID = 1L;

  private final TreeMap<Integer, byte[]> values = new TreeMap<>();

  @Override
  public synchronized boolean isZero() {
    return values.isEmpty();
  }

  @Override
  public synchronized PartitionValues copy() {
    PartitionValues copy = new PartitionValues();
    copy.values.putAll(values);
    return copy;
  }

  @Override
  public synchronized void reset() {
    values.clear();
  }

  @Override
  public synchronized void add(Tuple2<Integer, byte[]> value) {
    values.put(value._1(), value._2());
  }

  @Override
  public synchronized void merge(
      AccumulatorV2<Tuple2<Integer, byte[]>, Map<Integer, byte[]>> other) {
    values.putAll(other.value());
  }

  /** As they are now: Spark's listeners look at them while tasks end. */
  @Override
  public synchronized Map<Integer, byte[]> value() {
    return new TreeMap<>(values);
  }
}
