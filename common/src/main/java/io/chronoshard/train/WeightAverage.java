package io.chronoshard.train;

import java.util.ArrayList;
import java.util.List;

/**
 * The mean of the last epochs' parameters, added in double, the oldest first. The updater's state
 * is the last epoch's.
 *
 * @param epochs that it is over, at most
 * @param last the states after these, the oldest first
 */
record WeightAverage(int epochs, List<ModelState> last) {

  WeightAverage {
    last = List.copyOf(last);
  }

  /** With the state after another epoch. */
  WeightAverage plus(ModelState state) {
    List<ModelState> states = new ArrayList<>(last);
    states.add(state);
    return new WeightAverage(
        epochs, states.subList(Math.max(0, states.size() - epochs), states.size()));
  }

  /** The mean; there must have been an epoch. */
  ModelState mean() {
    ModelState newest = last.get(last.size() - 1);
    double[] sums = new double[newest.parameters().length];
    for (ModelState state : last) {
      for (int i = 0; i < sums.length; i++) {
        sums[i] += state.parameters()[i];
      }
    }
    float[] means = new float[sums.length];
    for (int i = 0; i < means.length; i++) {
      means[i] = (float) (sums[i] / last.size());
    }
    return newest.withParameters(means);
  }
}
