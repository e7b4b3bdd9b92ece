package io.chronoshard.train;

import io.chronoshard.block.Block;
import io.chronoshard.grid.Slice;
import io.chronoshard.scale.ColumnStatistics;
import io.chronoshard.split.Interval;
import java.util.ArrayList;
import java.util.List;

/**
 * Statistics of the training part's rows, block by block. Those of shards are merged in the order
 * of shards, those of a shard's blocks in the order of blocks.
 *
 * @param inputs one entry per input column
 * @param targets one entry per target column
 */
public record ScalerFit(List<ColumnStatistics> inputs, List<ColumnStatistics> targets) {

  /** Copies what it is given. */
  public ScalerFit {
    inputs = List.copyOf(inputs);
    targets = List.copyOf(targets);
  }

  /**
   * The statistics of a block's own training rows.
   *
   * @param block a block with unscaled inputs
   * @param training the training part of its series
   */
  public static ScalerFit of(Block block, Interval training) {
    Interval rows = training.intersect(new Interval(block.coreFrom(), block.coreTo()));
    return new ScalerFit(statistics(block.inputs(), rows), statistics(block.targets(), rows));
  }

  private static List<ColumnStatistics> statistics(Slice slice, Interval rows) {
    List<ColumnStatistics> statistics = new ArrayList<>();
    int from = rows.isEmpty() ? 0 : Math.toIntExact(rows.from() - slice.fromStep());
    int to = rows.isEmpty() ? 0 : Math.toIntExact(rows.to() - slice.fromStep());
    for (int column = 0; column < slice.width(); column++) {
      statistics.add(ColumnStatistics.of(slice.values(), slice.width(), column, from, to));
    }
    return statistics;
  }

  /** The statistics of both, this one's rows first. */
  public ScalerFit merge(ScalerFit next) {
    return new ScalerFit(merge(inputs, next.inputs), merge(targets, next.targets));
  }

  private static List<ColumnStatistics> merge(
      List<ColumnStatistics> some, List<ColumnStatistics> others) {
    List<ColumnStatistics> merged = new ArrayList<>();
    for (int i = 0; i < some.size(); i++) {
      merged.add(some.get(i).merge(others.get(i)));
    }
    return merged;
  }
}
