package io.chronoshard.train;

import io.chronoshard.config.Configuration;
import io.chronoshard.error.ConfigurationException;
import io.chronoshard.feature.FeatureFacts;
import io.chronoshard.feature.FeatureSet;
import io.chronoshard.grid.History;
import io.chronoshard.model.Architecture;
import io.chronoshard.model.InputShape;
import io.chronoshard.model.Networks;
import io.chronoshard.model.OutputShape;
import io.chronoshard.window.WindowShape;
import java.util.List;

/**
 * A model on the windows of a history: its columns, its windows and its layers fit each other.
 *
 * @param history with the channels that are read
 * @param features the columns of inputs and targets
 * @param shape of the windows
 * @param architectures the layers of each model, that of {@code model.layers} first
 */
public record ModelDesign(
    History history, FeatureSet features, WindowShape shape, List<Architecture> architectures) {

  /** Copies the list. */
  public ModelDesign {
    architectures = List.copyOf(architectures);
  }

  /**
   * Designs a model.
   *
   * @param table the history, with all its channels
   * @param facts what columns know beside the history
   * @throws ConfigurationException where a channel is not there, the layers do not fit, or the
   *     engine has none like them
   */
  public static ModelDesign of(Configuration settings, History table, FeatureFacts facts) {
    List<String> targets = settings.window().targets();
    History history =
        table.withChannels(FeatureSet.channelsRead(settings.features(), targets, table));
    FeatureSet features = FeatureSet.of(settings.features(), targets, history, facts);
    WindowShape shape = WindowShape.of(settings.window(), history.axis());
    InputShape input = new InputShape(shape.length(), features.inputs().size());
    OutputShape output = new OutputShape(shape.horizon(), features.targets().size());
    List<Architecture> architectures =
        settings.model().all().stream()
            .map(model -> Architecture.of(model, input, output))
            .toList();
    architectures.forEach(one -> Networks.requireLayers(one, settings.training()));
    return new ModelDesign(history, features, shape, architectures);
  }
}
