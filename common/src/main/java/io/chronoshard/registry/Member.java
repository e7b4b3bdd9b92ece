package io.chronoshard.registry;

import io.chronoshard.model.ModelNetwork;

/**
 * One network of a version.
 *
 * @param network with its updater's state
 * @param seed that it was trained with
 * @param weight of its outputs in the version's
 */
public record Member(ModelNetwork network, long seed, double weight) {

  /** Refuses a weight that is none. */
  public Member {
    if (!(weight > 0) || Double.isInfinite(weight)) {
      throw new IllegalArgumentException("a network of weight " + weight);
    }
  }
}
