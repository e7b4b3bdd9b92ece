package io.chronoshard.train;

import io.chronoshard.block.BlockId;
import io.chronoshard.config.Configuration;
import io.chronoshard.error.ConfigurationException;
import io.chronoshard.error.DataException;
import io.chronoshard.feature.Vocabularies;
import io.chronoshard.grid.History;
import io.chronoshard.model.Architecture;
import io.chronoshard.split.Part;
import io.chronoshard.split.Parts;
import io.chronoshard.window.WindowLayout;
import java.util.List;
import java.util.Locale;
import java.util.NavigableMap;

/**
 * All that is known about a training before a value is read: channels, parts, windows and layers
 * fit each other.
 *
 * @param layout of blocks and windows, over the channels that are read
 * @param vocabularies the categories that have inputs of their own
 * @param architecture the layers
 * @param dealt each block's shard
 */
public record TrainingDesign(
    WindowLayout layout,
    Vocabularies vocabularies,
    Architecture architecture,
    NavigableMap<BlockId, Integer> dealt) {

  /**
   * Designs a training.
   *
   * @param table the history, with all its channels
   * @param vocabularies the categories that have inputs of their own
   * @throws ConfigurationException where a channel is not there, the layers do not fit, or shards
   *     would be empty
   * @throws DataException where training or validation part have no room for a window
   */
  public static TrainingDesign of(
      Configuration settings, History table, Vocabularies vocabularies) {
    ModelDesign model = ModelDesign.of(settings, table, vocabularies);
    History history = model.history();
    WindowLayout layout =
        WindowLayout.forTraining(
            history, model.features(), model.shape(), parts(settings, history));
    layout.requireRoom(Part.TRAINING);
    if (settings.training().validate()) {
      layout.requireRoom(Part.VALIDATION);
    }
    int shards = settings.training().shards();
    NavigableMap<BlockId, Integer> dealt =
        layout.deal(shards, List.of(layout.rows(Part.TRAINING), layout.part(Part.VALIDATION)));
    long training =
        layout.deal(shards, List.of(layout.rows(Part.TRAINING))).values().stream()
            .distinct()
            .count();
    if (training < shards) {
      throw new ConfigurationException(
          String.format(
              Locale.ROOT,
              "training.shards = %d, but the training part has only %d blocks of %d steps; take at most %d shards, or"
                  + " ingest with a smaller grid.block-steps",
              shards,
              training,
              history.blockSteps(),
              training));
    }
    return new TrainingDesign(layout, vocabularies, model.architecture(), dealt);
  }

  /** The parts that the training reads. */
  private static Parts parts(Configuration settings, History history) {
    Parts parts = Parts.of(settings.split(), history);
    return settings.training().validate() ? parts : parts.without(Part.VALIDATION);
  }
}
