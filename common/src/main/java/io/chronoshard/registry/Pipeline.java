package io.chronoshard.registry;

import io.chronoshard.config.FeatureSettings;
import io.chronoshard.config.LossSettings;
import io.chronoshard.config.ModelEnds;
import io.chronoshard.config.TimeAxis;
import io.chronoshard.config.WindowSettings;
import io.chronoshard.error.ConfigurationException;
import io.chronoshard.feature.FeatureFacts;
import io.chronoshard.grid.History.RecordedTimes;
import io.chronoshard.model.MeanLife.Lives;
import io.chronoshard.model.alarm.AnomalyRule;
import io.chronoshard.scale.Ranges;
import io.chronoshard.scale.Scaler;
import io.chronoshard.scale.TargetScaler;
import io.chronoshard.split.Parts;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * All that stands between a history and a network: what scoring needs beside the model file.
 *
 * @param axis what the steps of the training history are
 * @param blockSteps steps of its blocks
 * @param channels its channels, in order
 * @param recordedTimes where its steps have their time from
 * @param features how inputs are made
 * @param facts what columns know beside the history
 * @param window the windows' shape and targets
 * @param ends what the model reads and forecasts, with columns named one by one
 * @param loss what was minimised of heads that say nothing else, which says what the network gives
 *     for each target
 * @param parts where training, validation and test lie, in absolute steps: they stay there when the
 *     history grows
 * @param inputScaler one column for each input
 * @param targetScaler one column for each target, or for each of its classes
 * @param targetMeans of each target column, the training part's mean of what is learned of it
 * @param classShares of each target column, the share by which balanced classes were weighed: of
 *     this training part, or of that of the version that training began from
 * @param lives of targets that are lives, what the training part tells of them; nothing where no
 *     series shows how long it lived
 * @param ranges in which the inputs lay in the training part
 * @param alarms what tells windows anomalous, where anything does
 * @param inputs names of the input columns, in the network's order
 * @param targets names of the targets, in the network's order
 */
public record Pipeline(
    TimeAxis axis,
    int blockSteps,
    List<String> channels,
    RecordedTimes recordedTimes,
    FeatureSettings features,
    FeatureFacts facts,
    WindowSettings window,
    ModelEnds ends,
    LossSettings loss,
    Parts parts,
    Scaler inputScaler,
    TargetScaler targetScaler,
    List<Double> targetMeans,
    List<Double> classShares,
    Map<String, Lives> lives,
    Ranges ranges,
    Optional<AnomalyRule> alarms,
    List<String> inputs,
    List<String> targets) {

  /** Copies what it is given, and checks that each input and target has its scaler column. */
  public Pipeline {
    channels = List.copyOf(channels);
    inputs = List.copyOf(inputs);
    targets = List.copyOf(targets);
    targetMeans = List.copyOf(targetMeans);
    classShares = List.copyOf(classShares);
    lives = Map.copyOf(lives);
    if (inputs.size() != inputScaler.columns().size()
        || inputs.size() != ranges.inputs().size()
        || targets.size() != targetScaler.widths().size()
        || targetMeans.size() != targetScaler.width()
        || classShares.size() != targetScaler.width()) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%d inputs and %d targets with scalers of %d and %d columns, %d means, %d shares and %d ranges",
              inputs.size(),
              targets.size(),
              inputScaler.columns().size(),
              targetScaler.width(),
              targetMeans.size(),
              classShares.size(),
              ranges.inputs().size()));
    }
  }

  /**
   * Refuses what a version has no room for.
   *
   * @throws ConfigurationException that says how long it would be, and how long it may be
   */
  public void requireRoom() {
    requireRoom(VersionFile.PIPELINE.limit());
  }

  void requireRoom(long limit) {
    long length = Json.length(this);
    if (length > limit) {
      throw new ConfigurationException(
          String.format(
              Locale.ROOT,
              "%s would have %d bytes, and may have %d: it holds the statistics of %d series, each"
                  + " of %d inputs and %d targets; read fewer channels (features.channels) or"
                  + " series, or set features.scale-by = all",
              VersionFile.PIPELINE.fileName(),
              length,
              limit,
              inputScaler.series().size(),
              inputs.size(),
              targetScaler.width()));
    }
  }
}
