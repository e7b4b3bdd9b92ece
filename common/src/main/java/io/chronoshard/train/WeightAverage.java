package io.chronoshard.train;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The mean of the last epochs' parameters, added in double, the oldest first. The updater's state
 * is the last epoch's.
 */
final class WeightAverage {

  private final int epochs;
  private final Deque<ModelState> last = new ArrayDeque<>();

  /** Over at most so many epochs. */
  WeightAverage(int epochs) {
    this.epochs = epochs;
  }

  /** Takes the state after an epoch. */
  void add(ModelState state) {
    last.addLast(state);
    if (last.size() > epochs) {
      last.removeFirst();
    }
  }

  /** How many epochs the mean is over. */
  int size() {
    return last.size();
  }

  /** The mean; there must have been an epoch. */
  ModelState mean() {
    double[] sums = new double[last.getLast().parameters().length];
    for (ModelState state : last) {
      for (int i = 0; i < sums.length; i++) {
        sums[i] += state.parameters()[i];
      }
    }
    float[] means = new float[sums.length];
    for (int i = 0; i < means.length; i++) {
      means[i] = (float) (sums[i] / last.size());
    }
    return last.getLast().withParameters(means);
  }
}
