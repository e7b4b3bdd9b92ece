package io.chronoshard.train;

import io.chronoshard.block.Block;
import io.chronoshard.feature.FeatureColumn;
import io.chronoshard.feature.Target;
import io.chronoshard.grid.Slice;
import io.chronoshard.scale.TargetScaler;
import io.chronoshard.split.Interval;
import io.chronoshard.window.WindowLayout;
import io.chronoshard.window.WindowTargets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What is learned of a block's targets, of its steps in the training part alone.
 *
 * @param block the block
 * @param training the training part of its series
 * @param layout of the block
 */
record LearnedTargets(Block block, Interval training, WindowLayout layout) {

  /** The values of each column; NaN where unknown. */
  List<float[]> columns() {
    Interval rows = training.intersect(new Interval(block.coreFrom(), block.coreTo()));
    List<float[]> columns = new ArrayList<>();
    List<FeatureColumn> all = layout.features().targetColumns();
    for (int column = 0; column < all.size(); column++) {
      Target target = layout.features().targetsByColumn().get(column);
      columns.add(
          target.kind() == Target.Kind.CHANGE
              ? changes(rows, column)
              : values(rows, column, all.get(column).lookAhead()));
    }
    return columns;
  }

  /** What is read ahead lies in the training part too. */
  private float[] values(Interval rows, int column, int lookAhead) {
    float[] values = new float[Math.toIntExact(rows.steps())];
    for (int i = 0; i < values.length; i++) {
      long step = rows.from() + i;
      values[i] = step + lookAhead < training.to() ? block.targets().at(step, column) : Float.NaN;
    }
    return values;
  }

  /** From each step to each of the leads; both lie in the training part. */
  private float[] changes(Interval rows, int column) {
    Slice targets = block.targets();
    int[] leads = leads(column);
    float[] changes = new float[Math.toIntExact(rows.steps() * leads.length)];
    int at = 0;
    for (long step = rows.from(); step < rows.to(); step++) {
      for (int lead : leads) {
        long target = step + lead;
        changes[at++] =
            target < training.to()
                ? TargetScaler.change(targets.at(target, column), targets.at(step, column))
                : Float.NaN;
      }
    }
    return changes;
  }

  /** The leads at which a column is forecast by any head. */
  private int[] leads(int column) {
    WindowTargets values = new WindowTargets(layout.shape(), layout.features().targetWidths());
    return IntStream.range(0, values.size())
        .filter(value -> values.column(value) == column)
        .map(values::lead)
        .distinct()
        .toArray();
  }
}
