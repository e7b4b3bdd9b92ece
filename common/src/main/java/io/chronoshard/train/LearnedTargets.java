package io.chronoshard.train;

import io.chronoshard.block.Block;
import io.chronoshard.feature.Target;
import io.chronoshard.grid.Slice;
import io.chronoshard.scale.TargetScaler;
import io.chronoshard.split.Interval;
import io.chronoshard.window.WindowLayout;
import io.chronoshard.window.WindowShape;
import java.util.ArrayList;
import java.util.List;

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
      boolean isChange =
          layout.features().targets().get(column).kind() == Target.Kind.CHANGE;
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
    WindowShape shape = layout.shape();
    float[] changes = new float[Math.toIntExact(rows.steps() * shape.horizon())];
    int at = 0;
    for (long step = rows.from(); step < rows.to(); step++) {
      for (int row = 0; row < shape.horizon(); row++) {
        long target = step + shape.leadOf(row);
        changes[at++] =
            target < training.to()
                ? TargetScaler.change(targets.at(target, column), targets.at(step, column))
                : Float.NaN;
      }
    }
    return changes;
  }
}
