package io.chronoshard.model.baseline;

import io.chronoshard.block.Block;
import io.chronoshard.scale.Scaler;
import io.chronoshard.split.Interval;
import io.chronoshard.split.Part;
import io.chronoshard.window.WindowLayout;

/** The steps of the training part that a block holds. */
final class TrainingSteps {

  private TrainingSteps() {}

  private static Interval all(Block block, WindowLayout layout) {
    return layout.parts().of(Part.TRAINING, layout.extent(block.id().series()));
  }

  /** Those of its series at which all that a target reads ahead lies in the training part too. */
  static Interval of(Block block, WindowLayout layout, int target) {
    Interval training = all(block, layout);
    int ahead = layout.features().targetColumns().get(target).lookAhead();
    return new Interval(training.from(), Math.max(training.from(), training.to() - ahead));
  }

  /** Of these, those that it owns. */
  static Interval own(Block block, WindowLayout layout, int target) {
    return of(block, layout, target).intersect(new Interval(block.coreFrom(), block.coreTo()));
  }

  /**
   * A target's scaled values from some steps before the core to its end.
   *
   * @return NaN where a value is unknown, or reads anything outside of the training part
   */
  static double[] scaled(
      Block block, WindowLayout layout, int before, Scaler.Column scale, int target) {
    Interval training = of(block, layout, target);
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
