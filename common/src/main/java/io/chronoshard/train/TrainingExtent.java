package io.chronoshard.train;

import io.chronoshard.config.Configuration;
import io.chronoshard.feature.FeatureSet;
import io.chronoshard.feature.VocabularyFit;
import io.chronoshard.grid.History;
import io.chronoshard.split.Parts;

/**
 * What of a history a training reads. It does not depend on which categories the training part
 * holds, and so they are counted in it; the columns, and all that reads them, are known after that.
 *
 * @param history with the channels that are read
 * @param parts of it that are read
 */
public record TrainingExtent(History history, Parts parts) {

  /**
   * Of a configured training.
   *
   * @param table the history, with all its channels
   * @throws io.chronoshard.error.ConfigurationException where a channel is not there
   */
  public static TrainingExtent of(Configuration settings, History table) {
    History history =
        table.withChannels(
            FeatureSet.channelsRead(settings.features(), settings.window().targets(), table));
    return new TrainingExtent(history, TrainingDesign.parts(settings, history));
  }

  /** Whether there are categories to count. */
  public boolean hasTexts() {
    return !VocabularyFit.channels(history).isEmpty();
  }
}
