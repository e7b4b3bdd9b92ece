package io.chronoshard.train;

import io.chronoshard.config.TrainingSettings;
import io.chronoshard.model.FrozenNetwork;

/**
 * What every worker must know to train networks of single series.
 *
 * @param settings of the training
 * @param plan of the network of all series
 * @param all that network, which stands in where a series has none
 * @param least windows of the training part that a series needs
 */
public record SeriesPlan(
    TrainingSettings settings, TrainingPlan plan, FrozenNetwork all, int least) {

  /** The settings of a series' own training. */
  TrainingSettings settings(String series) {
    return settings.with(SeriesSeed.of(settings.seed(), series));
  }

  /** The plan of a series' own training, on one machine and with a seed of its own. */
  TrainingPlan of(String series) {
    return plan.ofOneMachine().withSeed(SeriesSeed.of(settings.seed(), series));
  }
}
