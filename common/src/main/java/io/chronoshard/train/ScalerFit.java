package io.chronoshard.train;

import io.chronoshard.grid.Slice;
import io.chronoshard.scale.ColumnStatistics;
import java.util.ArrayList;
import java.util.List;

/**
 * Statistics of the training part's rows, block by block. Those of shards are merged in the order
 * of shards, those of a shard's blocks in the order of blocks.
 *
 * @param inputs one entry per input column
 * @param targets one entry per target column, of what is learned of it
 * @param lives one entry per target column
 */
public record ScalerFit(
    List<ColumnStatistics> inputs, List<ColumnStatistics> targets, List<LifeSums> lives) {

  /** Copies what it is given. */
  public ScalerFit {
    inputs = List.copyOf(inputs);
    targets = List.copyOf(targets);
    lives = List.copyOf(lives);
  }

  /** The statistics of a block's own training rows. */
  static ScalerFit of(BlockRows rows) {
    Slice inputs = rows.inputs();
    List<ColumnStatistics> statistics = new ArrayList<>();
    for (int column = 0; column < inputs.width(); column++) {
      statistics.add(
          ColumnStatistics.of(
              inputs.values(), inputs.width(), column, rows.fromRow(), rows.toRow()));
    }
    return new ScalerFit(
        statistics,
        rows.targets().stream()
            .map(values -> ColumnStatistics.of(values, 1, 0, 0, values.length))
            .toList(),
        rows.lives());
  }

  /** The statistics of both, this one's rows first. */
  public ScalerFit merge(ScalerFit next) {
    List<LifeSums> both = new ArrayList<>();
    for (int column = 0; column < lives.size(); column++) {
      both.add(lives.get(column).plus(next.lives.get(column)));
    }
    return new ScalerFit(merge(inputs, next.inputs), merge(targets, next.targets), both);
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
