package io.chronoshard.model.baseline;

import io.chronoshard.block.Block;
import io.chronoshard.scale.Scaler;
import io.chronoshard.split.Interval;
import io.chronoshard.split.Part;
import io.chronoshard.window.WindowLayout;

/** The steps of the training part that a block holds. */
final class TrainingSteps {

  private TrainingSteps() {}

  /** Of its series. */
  static Interval all(Block block, WindowLayout layout) {
    return layout.parts().of(Part.TRAINING, layout.extent(block.id().series()));
  }

  /** Those that it owns. */
  static Interval own(Block block, WindowLayout layout) {
    return all(block, layout).intersect(new Interval(block.coreFrom(), block.coreTo()));
  }

  /**
   * A target's scaled values from some steps before the core to its end.
   *
   * @return NaN where a value is unknown or outside of the training part
   */
  static double[] scaled(
      Block block, WindowLayout layout, int before, Scaler.Column scale, int target) {
    Interval training = all(block, layout);
    long from = block.coreFrom() - before;
    double[] values = new double[before + block.coreSteps()];
    for (int i = 0; i < values.length; i++) {
      long step = from + i;
      boolean inside = step >= training.from() && step < training.to();
      values[i] =
          inside
              ? (block.targets().at(step, target) - scale.shift()) / scale.divisor()
              : Double.NaN;
    }
    return values;
  }
}
