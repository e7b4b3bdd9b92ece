package io.chronoshard.train;

import io.chronoshard.block.Block;
import io.chronoshard.config.ScaleSettings.By;
import io.chronoshard.grid.Slice;
import io.chronoshard.scale.BySeries;
import io.chronoshard.scale.CountPass;
import io.chronoshard.scale.FloatCounts;
import io.chronoshard.split.Interval;
import io.chronoshard.split.Part;
import io.chronoshard.window.WindowLayout;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The training rows that one block owns.
 *
 * @param series the block's
 * @param inputs its inputs, unscaled
 * @param rows its steps in the training part
 * @param targets what is learned of each target column there, unscaled
 * @param lives of each target column, the life that ends there
 */
public record BlockRows(
    String series, Slice inputs, Interval rows, List<float[]> targets, List<LifeSums> lives) {

  /** Of a block of a layout. */
  public static BlockRows of(Block block, WindowLayout layout) {
    Interval training = layout.parts().of(Part.TRAINING, layout.extent(block.id().series()));
    return new BlockRows(
        block.id().series(),
        block.inputs(),
        training.intersect(new Interval(block.coreFrom(), block.coreTo())),
        new LearnedTargets(block, training, layout).columns(),
        IntStream.range(0, layout.features().targetColumns().size())
            .mapToObj(column -> LifeSums.of(block, training, layout, column))
            .toList());
  }

  /** Statistics of all columns. */
  public BySeries<ScalerFit> statistics(By by) {
    ScalerFit fit = ScalerFit.of(this);
    return switch (by) {
      case ALL -> BySeries.same(fit);
      case SERIES -> new BySeries<>(fit, Map.of(series, fit));
    };
  }

  /**
   * Counts of some columns' values.
   *
   * @param columns places of inputs, and of targets behind the last input
   */
  public BySeries<FloatCounts> counts(List<Integer> columns, BySeries<CountPass> passes) {
    FloatCounts all = counts(columns, passes.all());
    CountPass own = passes.series().get(series);
    return own == null
        ? BySeries.same(all)
        : new BySeries<>(all, Map.of(series, counts(columns, own)));
  }

  private FloatCounts counts(List<Integer> columns, CountPass pass) {
    int width = inputs.width();
    List<Integer> some = columns.stream().filter(column -> column < width).toList();
    FloatCounts counts =
        FloatCounts.of(pass.of(0, some.size()), inputs.values(), width, some, fromRow(), toRow());
    for (int i = some.size(); i < columns.size(); i++) {
      float[] values = targets.get(columns.get(i) - width);
      counts =
          counts.and(FloatCounts.of(pass.of(i, i + 1), values, 1, List.of(0), 0, values.length));
    }
    return counts;
  }

  /** The first row of the inputs that counts. */
  int fromRow() {
    return rows.isEmpty() ? 0 : Math.toIntExact(rows.from() - inputs.fromStep());
  }

  /** The row behind the last one. */
  int toRow() {
    return rows.isEmpty() ? 0 : Math.toIntExact(rows.to() - inputs.fromStep());
  }
}
