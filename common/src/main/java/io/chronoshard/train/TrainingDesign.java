package io.chronoshard.train;

import io.chronoshard.block.BlockId;
import io.chronoshard.config.Configuration;
import io.chronoshard.config.ModelEnds;
import io.chronoshard.config.ScaleSettings.By;
import io.chronoshard.config.SplitSettings;
import io.chronoshard.config.TrainingSettings;
import io.chronoshard.config.TrainingSettings.Combine;
import io.chronoshard.error.ConfigurationException;
import io.chronoshard.error.DataException;
import io.chronoshard.feature.FeatureFacts;
import io.chronoshard.feature.Target;
import io.chronoshard.grid.History;
import io.chronoshard.model.Architecture;
import io.chronoshard.model.Feedback;
import io.chronoshard.model.Objectives;
import io.chronoshard.model.error.ForecastForm;
import io.chronoshard.model.error.LifeForm;
import io.chronoshard.model.error.ValueForm;
import io.chronoshard.scale.ScalePlan;
import io.chronoshard.split.Part;
import io.chronoshard.split.Parts;
import io.chronoshard.window.WindowLayout;
import io.chronoshard.window.WindowRoom;
import java.util.List;
import java.util.Locale;
import java.util.NavigableMap;

/**
 * All that is known about a training before a value is read: channels, parts, windows and layers
 * fit each other.
 *
 * @param layout of blocks and windows, over the channels that are read
 * @param facts what columns know beside the history
 * @param scaling how each column is scaled
 * @param ends what the model reads and forecasts, with columns named one by one
 * @param feedback how forecasts become inputs
 * @param objectives what is learned of the targets
 * @param architectures the layers of each model of an ensemble, at least one
 * @param dealt each block's shard
 */
public record TrainingDesign(
    WindowLayout layout,
    FeatureFacts facts,
    ScalePlan scaling,
    ModelEnds ends,
    Feedback feedback,
    Objectives objectives,
    List<Architecture> architectures,
    NavigableMap<BlockId, Integer> dealt) {

  /** Series whose statistics travel with every task and every version. */
  private static final int MOST_SERIES = 100_000;

  /**
   * Designs a training.
   *
   * @param table the history, with all its channels
   * @param facts what columns know beside the history
   * @throws ConfigurationException where a channel is not there, an input reads further back than
   *     the history goes, the layers do not fit, or shards would be empty
   * @throws DataException where training or validation part have no room for a window
   */
  public static TrainingDesign of(Configuration settings, History table, FeatureFacts facts) {
    ModelDesign model = ModelDesign.of(settings, table, facts);
    History history = model.history();
    Objectives.requireClassWeights(
        model.ends(), settings.training().loss(), model.features().targets());
    requireWayToCombine(model, settings.training());
    if (settings.training().anomaly().isWanted()) {
      model.features().targets().forEach(TrainingDesign::requireValues);
      requireOnce(model, settings);
    }
    SeriesRule.require(settings);
    requirePlainMask(model, settings);
    ScalePlan scaling = ScalePlan.of(settings.features().scale(), model.features());
    requireFew(scaling, history);
    WindowLayout layout =
        WindowLayout.forTraining(history, model.features(), model.shape(), parts(settings, history))
            .withInputsAhead(model.feedback().far().inputsAhead());
    WindowRoom room = new WindowRoom(layout);
    room.requireLookBack();
    room.require(Part.TRAINING);
    if (settings.training().validate()) {
      room.require(Part.VALIDATION);
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
    return new TrainingDesign(
        layout,
        facts,
        scaling,
        model.ends(),
        model.feedback(),
        model.objectives(),
        model.architectures(),
        dealt);
  }

  /** Residuals are measured of what the version's networks learn, and not of other forecasts. */
  private static void requireOnce(ModelDesign model, Configuration settings) {
    if (model.feedback().isGiven()) {
      throw new ConfigurationException(
          "training.anomaly.budget: alarms are measured by the residuals of what the network learns to forecast, and"
              + " model.recursive has it forecast further; set model.recursive to 1, or training.anomaly.budget to 0");
    }
    if (settings.model().seriesWindows().isPresent()) {
      throw new ConfigurationException(
          "training.anomaly.budget: alarms are measured by the residuals of one network for all series, and"
              + " model.per-series makes one for each; set model.per-series to false, or training.anomaly.budget to 0");
    }
  }

  /** What is compared with forecasts must be values that are known once their time has come. */
  private static void requireValues(Target target) {
    if (target.isProbable() || target.known() == Target.Known.LATER) {
      throw new ConfigurationException(
          String.format(
              Locale.ROOT,
              "training.anomaly.budget: alarms are forecasts of values that are far off, and \"%s\" is %s; forecast the"
                  + " channels of sensors, or set it to 0",
              target.name(),
              target.isProbable()
                  ? "an event or a class, of which there is a probability"
                  : "a label, which no sensor tells"));
    }
  }

  private static boolean isOneValue(ForecastForm form) {
    return form instanceof ValueForm
        || (form instanceof LifeForm life && life.value() instanceof ValueForm);
  }

  private static void requireWayToCombine(ModelDesign model, TrainingSettings training) {
    int networks = model.architectures().size() * training.allSeeds().size();
    if (networks == 1) {
      requireNoCombination(training.combine());
      return;
    }
    if (!training.validate() && training.combine() != Combine.MEAN) {
      throw new ConfigurationException(
          String.format(
              Locale.ROOT,
              "training.combine = %s chooses among %d networks (training.seeds, model.members) by the validation part, and"
                  + " training.validate = false leaves none; set training.combine = mean, or validate",
              training.combine().name().toLowerCase(Locale.ROOT),
              networks));
    }
    boolean values = model.objectives().forms().stream().allMatch(TrainingDesign::isOneValue);
    if (training.combine() == Combine.STACKED && !values) {
      throw new ConfigurationException(
          "training.combine = stacked weighs forecasts by least squares, which is for values; of a loss that gives"
              + " quantiles, deviations or probabilities set training.combine = mean or best");
    }
  }

  private static void requireNoCombination(Combine combine) {
    if (combine != Combine.BEST) {
      throw new ConfigurationException(
          String.format(
              Locale.ROOT,
              "training.combine = %s says nothing of one network; give further ones by training.seeds or model.members, or"
                  + " leave it out",
              combine.name().toLowerCase(Locale.ROOT)));
    }
  }

  private static void requirePlainMask(ModelDesign model, Configuration settings) {
    if (model.shape().isMasked() && settings.split().inputs() == SplitSettings.Inputs.KERAS) {
      throw new ConfigurationException(
          "split.inputs = keras lays out whole windows as Keras does, and with window.unknown = mask some begin before"
              + " their series; set split.inputs to before or inside, or window.unknown to drop or mean");
    }
  }

  private static void requireFew(ScalePlan scaling, History history) {
    if (scaling.by() == By.SERIES && history.series().size() > MOST_SERIES) {
      throw new ConfigurationException(
          String.format(
              Locale.ROOT,
              "features.scale-by = series: the history has %d series, and statistics are kept of at most %d; set it to all",
              history.series().size(),
              MOST_SERIES));
    }
  }

  /** The parts that the training reads. */
  static Parts parts(Configuration settings, History history) {
    Parts parts = Parts.of(settings.split(), history);
    return settings.training().validate() ? parts : parts.without(Part.VALIDATION);
  }
}
