package io.chronoshard.train;

import io.chronoshard.block.Block;
import io.chronoshard.config.FeatureSettings.Scale;
import io.chronoshard.error.DataException;
import io.chronoshard.feature.FeatureSet;
import io.chronoshard.grid.Slice;
import io.chronoshard.scale.ColumnStatistics;
import io.chronoshard.scale.Scaler;
import io.chronoshard.scale.Scalers;
import io.chronoshard.split.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Statistics of the training part's rows, block by block, and the scalers that follow from them.
 * The statistics of shards are merged in the order of shards, those of a shard's blocks in the
 * order of blocks.
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

  /**
   * The scalers.
   *
   * @throws DataException where a column is unknown in the whole training part, or a target is
   *     constant there
   */
  public Scalers scalers(FeatureSet features, Scale scale) {
    for (int i = 0; i < inputs.size(); i++) {
      requireKnown(inputs.get(i), "input", features.inputNames().get(i));
    }
    for (int i = 0; i < targets.size(); i++) {
      String name = features.targetNames().get(i);
      requireKnown(targets.get(i), "target", name);
      if (targets.get(i).isConstant()) {
        throw new DataException(
            String.format(
                Locale.ROOT,
                "the target \"%s\" is %s at all %d known steps of the training part: there is nothing to learn; choose another window.targets or another split",
                name,
                targets.get(i).minimum(),
                targets.get(i).count()));
      }
    }
    List<Scaler.Column> inputColumns = new ArrayList<>();
    for (int i = 0; i < inputs.size(); i++) {
      inputColumns.add(
          features.isScaled(i) ? column(inputs.get(i), scale) : Scaler.Column.IDENTITY);
    }
    return new Scalers(
        new Scaler(inputColumns),
        new Scaler(targets.stream().map(statistics -> column(statistics, scale)).toList()));
  }

  /** Names of input columns that never change in the training part; they are scaled to 0 there. */
  public List<String> constantInputs(FeatureSet features) {
    List<String> constant = new ArrayList<>();
    for (int i = 0; i < inputs.size(); i++) {
      if (inputs.get(i).isConstant()) {
        constant.add(features.inputNames().get(i));
      }
    }
    return constant;
  }

  private static Scaler.Column column(ColumnStatistics statistics, Scale scale) {
    return switch (scale) {
      case STANDARD -> Scaler.Column.standard(statistics);
      case NONE -> Scaler.Column.IDENTITY;
    };
  }

  private static void requireKnown(ColumnStatistics statistics, String role, String name) {
    if (statistics.count() == 0) {
      throw new DataException(
          String.format(
              Locale.ROOT,
              "the %s \"%s\" is unknown at every step of the training part; leave it out or split elsewhere",
              role,
              name));
    }
  }
}
