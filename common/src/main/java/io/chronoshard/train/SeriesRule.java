package io.chronoshard.train;

import io.chronoshard.config.Configuration;
import io.chronoshard.config.InputSettings;
import io.chronoshard.config.LossSettings.Balance;
import io.chronoshard.config.ScaleSettings.By;
import io.chronoshard.config.SplitSettings;
import io.chronoshard.error.ConfigurationException;

/** What goes together with a network for each series. */
final class SeriesRule {

  private SeriesRule() {}

  /**
   * Refuses what does not.
   *
   * @throws ConfigurationException with the key that does not, and what to set
   */
  static void require(Configuration settings) {
    if (settings.model().seriesWindows().isEmpty()) {
      return;
    }
    if (!settings.training().seeds().isEmpty()) {
      throw problem(
          "makes one network for each series, and training.seeds = "
              + settings.training().seeds()
              + " several for all; leave one of them out");
    }
    if (settings.features().scale().by() == By.ALL) {
      throw problem(
          "trains each network on one series, whose values lie where its own lie: set"
              + " features.scale-by = series");
    }
    if (settings.model().ends().inputs().stream()
        .anyMatch(input -> input.kind() == InputSettings.Kind.SERIES)) {
      throw problem(
          "trains each network on one series, of which an input of kind = series tells nothing;"
              + " leave that input out");
    }
    if (settings.training().loss().classWeights().balance() == Balance.BALANCED
        || settings.model().ends().outputs().stream()
            .flatMap(output -> output.loss().stream())
            .anyMatch(loss -> loss.classWeights().balance() == Balance.BALANCED)) {
      throw problem(
          "trains each network on one series, and training.class-weights = balanced weighs classes"
              + " by what all series have of them; give a list of weights, or none");
    }
    if (settings.split().by() == SplitSettings.By.SERIES) {
      throw problem(
          "trains a network on the past of each series, and with split.by = series those that are"
              + " validated and tested have none; split by fraction, steps or date");
    }
  }

  private static ConfigurationException problem(String what) {
    return new ConfigurationException("model.per-series = true " + what);
  }
}
