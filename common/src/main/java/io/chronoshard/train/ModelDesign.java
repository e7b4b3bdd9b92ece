package io.chronoshard.train;

import io.chronoshard.config.Configuration;
import io.chronoshard.config.InputSettings;
import io.chronoshard.config.ModelEnds;
import io.chronoshard.config.TargetSettings;
import io.chronoshard.error.ConfigurationException;
import io.chronoshard.feature.AheadCheck;
import io.chronoshard.feature.FeatureFacts;
import io.chronoshard.feature.FeatureSet;
import io.chronoshard.feature.LabelCheck;
import io.chronoshard.grid.History;
import io.chronoshard.model.Architecture;
import io.chronoshard.model.Feedback;
import io.chronoshard.model.LayerShape;
import io.chronoshard.model.ModelInput;
import io.chronoshard.model.ModelOutput;
import io.chronoshard.model.Networks;
import io.chronoshard.model.Objectives;
import io.chronoshard.window.Rows;
import io.chronoshard.window.WindowColumns;
import io.chronoshard.window.WindowShape;
import java.util.ArrayList;
import java.util.List;

/**
 * A model on the windows of a history: its columns, its windows and its layers fit each other.
 *
 * @param history with the channels that are read
 * @param features the columns of inputs and targets
 * @param ends what the model reads and forecasts, with columns named one by one
 * @param shape of the windows
 * @param feedback how forecasts become inputs
 * @param objectives what is learned of the targets
 * @param architectures the layers of each model of an ensemble, at least one
 */
public record ModelDesign(
    History history,
    FeatureSet features,
    ModelEnds ends,
    WindowShape shape,
    Feedback feedback,
    Objectives objectives,
    List<Architecture> architectures) {

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
    List<TargetSettings> targets = settings.window().targets();
    History history =
        table.withChannels(FeatureSet.channelsRead(settings.features(), targets, table));
    FeatureSet features = FeatureSet.of(settings.features(), targets, history, facts);
    ModelEnds ends =
        WindowColumns.named(
            settings.model().ends(),
            features,
            settings.features().knownAhead(),
            CodedSeries.of(settings, history));
    WindowShape shape =
        WindowColumns.of(features, settings.features().scale())
            .shape(settings.window(), ends, history.axis());
    Feedback feedback = Feedback.of(ends, features, shape, settings.features().knownAhead());
    new LabelCheck(settings.features(), targets, history)
        .require(settings.history().remainingLife().channel(), shape.lead());
    new AheadCheck(settings.features(), targets, features, history)
        .require(feedback.far().inputsAhead());
    Objectives objectives =
        Objectives.of(ends, settings.training().loss(), features.targets(), history.axis());
    List<ModelInput> inputs = inputs(ends, shape, features);
    List<ModelOutput> outputs = outputs(ends, objectives);
    List<Architecture> architectures =
        settings.model().all().stream()
            .map(model -> Architecture.of(model, inputs, outputs))
            .toList();
    architectures.forEach(one -> Networks.requireLayers(one, settings.training(), objectives));
    return new ModelDesign(history, features, ends, shape, feedback, objectives, architectures);
  }

  private static List<ModelInput> inputs(ModelEnds ends, WindowShape shape, FeatureSet features) {
    List<ModelInput> inputs = new ArrayList<>();
    for (int i = 0; i < ends.inputs().size(); i++) {
      InputSettings input = ends.inputs().get(i);
      Rows rows = shape.inputs().get(i);
      int width = rows.width(features.inputs().size());
      inputs.add(
          new ModelInput(
              input.name(),
              input.path(),
              switch (rows.form()) {
                case SEQUENCE -> new LayerShape.Sequence(rows.count(), width);
                case VECTOR -> new LayerShape.Vector(width);
                case CODE -> new LayerShape.Code(shape.series().count());
              },
              rows.isMasked() ? ModelInput.Steps.SOME_MASKED : ModelInput.Steps.ALL_COUNT));
    }
    return inputs;
  }

  private static List<ModelOutput> outputs(ModelEnds ends, Objectives objectives) {
    List<ModelOutput> outputs = new ArrayList<>();
    for (int i = 0; i < ends.outputs().size(); i++) {
      int numbers = objectives.heads().get(i).objective().outputs();
      outputs.add(ModelOutput.of(ends.outputs().get(i), numbers));
    }
    return outputs;
  }
}
