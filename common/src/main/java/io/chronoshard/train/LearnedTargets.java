package io.chronoshard.train;

import io.chronoshard.block.Block;
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
    for (int column = 0; column < layout.features().targets().size(); column++) {
      boolean isChange = layout.features().targets().get(column).kind() == Target.Kind.CHANGE;
      columns.add(isChange ? changes(rows, column) : values(rows, column));
    }
    return columns;
  }

  private float[] values(Interval rows, int column) {
    float[] values = new float[Math.toIntExact(rows.steps())];
    for (int i = 0; i < values.length; i++) {
      values[i] = block.targets().at(rows.from() + i, column);
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
    WindowTargets values = new WindowTargets(layout.shape(), layout.features().targets().size());
    return IntStream.range(0, values.size())
        .filter(value -> values.column(value) == column)
        .map(values::lead)
        .distinct()
        .toArray();
  }
}
