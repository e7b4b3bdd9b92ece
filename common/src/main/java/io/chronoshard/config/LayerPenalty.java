package io.chronoshard.config;

import java.util.Optional;

/** What a layer says of the penalties on its weights; nothing where those of the training hold. */
public record LayerPenalty(Optional<Double> l1, Optional<Double> l2, Optional<Double> decay) {

  /** Those of the training. */
  public static final LayerPenalty USUAL =
      new LayerPenalty(Optional.empty(), Optional.empty(), Optional.empty());

  /** The penalties that hold, where those of the training are these. */
  public PenaltySettings over(PenaltySettings training) {
    return new PenaltySettings(
        l1.orElse(training.l1()), l2.orElse(training.l2()), decay.orElse(training.decay()));
  }
}
