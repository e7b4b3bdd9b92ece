package io.chronoshard.jobs.spark;

import io.chronoshard.block.BlockId;
import io.chronoshard.block.SeriesRuns;
import io.chronoshard.block.SeriesSum;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.apache.spark.Partitioner;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import scala.Tuple2;

/**
 * Adds up blocks in their order, whatever a cluster's size, without a place that holds all sums.
 */
public final class SparkRuns {

  /** Sums that are added one after the other, and that the driver holds at once. */
  private static final int TOGETHER = 16;

  private SparkRuns() {}

  /** Neighbours share a partition, so that few partitions have sums of the same series. */
  public static NavigableMap<BlockId, Integer> inOrder(
      NavigableMap<BlockId, Integer> blocks, int parts) {
    NavigableMap<BlockId, Integer> dealt = new TreeMap<>();
    long at = 0;
    for (Map.Entry<BlockId, Integer> block : blocks.entrySet()) {
      dealt.put(block.getKey(), (int) (at++ * parts / blocks.size()));
    }
    return dealt;
  }

  /**
   * What is kept of all series. Where partitions are many, executors add up some of them first, in
   * their order.
   *
   * @param partitions the sums of each, one or none, in their order
   */
  static <S, T> T sum(JavaRDD<SeriesRuns<S, T>> partitions, SeriesSum<S, T> rule) {
    Broadcast<SeriesSum<S, T>> sent =
        JavaSparkContext.fromSparkContext(partitions.context()).broadcast(rule);
    JavaRDD<SeriesRuns<S, T>> sums = partitions;
    while (sums.getNumPartitions() > TOGETHER) {
      int groups = (sums.getNumPartitions() + TOGETHER - 1) / TOGETHER;
      sums =
          sums.mapPartitionsWithIndex(SparkRuns::numbered, false)
              .mapToPair(pair -> pair)
              .repartitionAndSortWithinPartitions(new Neighbours(groups))
              .mapPartitions(some -> joined(new MappedIterator<>(some, Tuple2::_2), sent.value()));
    }
    Iterator<SeriesRuns<S, T>> all = joined(sums.collect().iterator(), rule);
    return all.hasNext() ? all.next().all(rule) : rule.nothing();
  }

  private static <R> Iterator<Tuple2<Integer, R>> numbered(Integer partition, Iterator<R> sums) {
    return new MappedIterator<>(sums, sum -> new Tuple2<>(partition, sum));
  }

  private static <S, T> Iterator<SeriesRuns<S, T>> joined(
      Iterator<SeriesRuns<S, T>> some, SeriesSum<S, T> rule) {
    if (!some.hasNext()) {
      return Collections.emptyIterator();
    }
    SeriesRuns<S, T> sum = some.next();
    while (some.hasNext()) {
      sum = sum.plus(some.next(), rule);
    }
    return List.of(sum).iterator();
  }

  /** Consecutive partitions come together. */
  private static final class Neighbours extends Partitioner {

    private static final long serialVersionUID = 1;

    private final int groups;

    Neighbours(int groups) {
      this.groups = groups;
    }

    @Override
    public int numPartitions() {
      return groups;
    }

    @Override
    public int getPartition(Object partition) {
      return (Integer) partition / TOGETHER;
    }
  }
}
