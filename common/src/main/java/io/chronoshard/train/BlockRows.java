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

/**
 * The training rows that one block owns.
 *
 * @param block a block with unscaled inputs
 * @param rows its steps in the training part
 */
public record BlockRows(Block block, Interval rows) {

  /** Of a block of a layout. */
  public static BlockRows of(Block block, WindowLayout layout) {
    Interval training = layout.parts().of(Part.TRAINING, layout.extent(block.id().series()));
    return new BlockRows(block, training.intersect(new Interval(block.coreFrom(), block.coreTo())));
  }

  /** Statistics of all columns. */
  public BySeries<ScalerFit> statistics(By by) {
    ScalerFit fit = ScalerFit.of(block, rows);
    return switch (by) {
      case ALL -> BySeries.same(fit);
      case SERIES -> new BySeries<>(fit, Map.of(block.id().series(), fit));
    };
  }

  /**
   * Counts of some columns' values.
   *
   * @param columns places of inputs, and of targets behind the last input
   */
  public BySeries<FloatCounts> counts(List<Integer> columns, BySeries<CountPass> passes) {
    String series = block.id().series();
    FloatCounts all = counts(columns, passes.all());
    CountPass own = passes.series().get(series);
    return own == null
        ? BySeries.same(all)
        : new BySeries<>(all, Map.of(series, counts(columns, own)));
  }

  private FloatCounts counts(List<Integer> columns, CountPass pass) {
    int width = block.inputs().width();
    List<Integer> inputs = columns.stream().filter(column -> column < width).toList();
    List<Integer> targets =
        columns.stream().filter(column -> column >= width).map(column -> column - width).toList();
    return count(block.inputs(), inputs, pass.of(0, inputs.size()))
        .and(count(block.targets(), targets, pass.of(inputs.size(), columns.size())));
  }

  private FloatCounts count(Slice slice, List<Integer> columns, CountPass pass) {
    int from = rows.isEmpty() ? 0 : Math.toIntExact(rows.from() - slice.fromStep());
    int to = rows.isEmpty() ? 0 : Math.toIntExact(rows.to() - slice.fromStep());
    return FloatCounts.of(pass, slice.values(), slice.width(), columns, from, to);
  }
}
