package io.chronoshard.model;

import java.util.List;

/**
 * Trained networks as they travel, with the weights of their outputs.
 *
 * @param networks at least one
 * @param weights one for each
 */
public record FrozenEnsemble(List<FrozenNetwork> networks, List<Double> weights) {

  /** Copies the lists. */
  public FrozenEnsemble {
    networks = List.copyOf(networks);
    weights = List.copyOf(weights);
  }

  /** Networks of their own for one thread. */
  public Ensemble ensemble() {
    return new Ensemble(networks.stream().map(FrozenNetwork::network).toList(), weights);
  }
}
