package io.chronoshard.train;

import io.chronoshard.config.Configuration;
import io.chronoshard.config.TargetSettings;
import io.chronoshard.error.ConfigurationException;
import io.chronoshard.feature.FeatureFacts;
import io.chronoshard.feature.FeatureSet;
import io.chronoshard.grid.History;
import io.chronoshard.model.Architecture;
import io.chronoshard.model.InputShape;
import io.chronoshard.model.Networks;
import io.chronoshard.model.Objective;
import io.chronoshard.model.OutputShape;
import io.chronoshard.window.WindowShape;
import java.util.List;

/**
 * A model on the windows of a history: its columns, its windows and its layers fit each other.
 *
 * @param history with the channels that are read
 * @param features the columns of inputs and targets
 * @param shape of the windows
 * @param objective what is learned of the targets
 * @param architecture the layers
 */
public record ModelDesign(
    History history,
    FeatureSet features,
    WindowShape shape,
    Objective objective,
    Architecture architecture) {

  /**
   * Designs a model.
   *
   * @param table the history, with all its channels
   * @param facts what columns know beside the history
   * @throws ConfigurationException where a channel is not there, the layers do not fit, or the
   *     engine has none like them
   */
  public static ModelDesign of(Configuration settings, History table, FeatureFacts facts) {
    List<TargetSettings> targets = settings.window().targets();
    History history =
        table.withChannels(FeatureSet.channelsRead(settings.features(), targets, table));
    FeatureSet features = FeatureSet.of(settings.features(), targets, history, facts);
    WindowShape shape = WindowShape.of(settings.window(), history.axis());
    Objective objective = Objective.of(settings.training().loss(), features.targets());
    Architecture architecture =
        Architecture.of(
            settings.model(),
            new InputShape(shape.length(), features.inputs().size()),
            new OutputShape(shape.horizon(), objective.outputs()));
    Networks.requireLayers(architecture, settings.training(), objective);
    return new ModelDesign(history, features, shape, objective, architecture);
  }
}
