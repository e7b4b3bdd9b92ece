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
  public boolean isZero() {
    return values.isEmpty();
  }

  @Override
  public PartitionValues copy() {
    PartitionValues copy = new PartitionValues();
    copy.values.putAll(values);
    return copy;
  }

  @Override
  public void reset() {
    values.clear();
  }

  @Override
  public void add(Tuple2<Integer, byte[]> value) {
    values.put(value._1(), value._2());
  }

  @Override
  public void merge(AccumulatorV2<Tuple2<Integer, byte[]>, Map<Integer, byte[]>> other) {
    values.putAll(other.value());
  }

  @Override
  public Map<Integer, byte[]> value() {
    return values;
  }
}
