package io.chronoshard.model.baseline;

import io.chronoshard.block.Block;
import io.chronoshard.config.Configuration;
import io.chronoshard.config.ConfigurationReader;
import io.chronoshard.config.TargetExamples;
import io.chronoshard.config.TargetSettings;
import io.chronoshard.feature.FeatureSet;
import io.chronoshard.grid.History;
import io.chronoshard.model.Forecaster;
import io.chronoshard.scale.Scaler;
import io.chronoshard.scale.Scalers;
import io.chronoshard.scale.TargetScaler;
import io.chronoshard.split.Part;
import io.chronoshard.split.Parts;
import io.chronoshard.window.BlockWindows;
import io.chronoshard.window.BlockWindows.Needs;
import io.chronoshard.window.MadeUpHistory;
import io.chronoshard.window.WindowLayout;
import io.chronoshard.window.WindowSet;
import io.chronoshard.window.WindowShape;
import io.chronoshard.window.WindowTargets;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A baseline on a made-up history whose channels c0, c1, … are inputs and targets. */
final class BaselineCase {

  static final ZoneId ZONE = ZoneId.of("Europe/Berlin");

  final MadeUpHistory made;
  final WindowLayout windows;
  final BaselinePlan plan;

  BaselineCase(
      MadeUpHistory made, WindowShape shape, int blockSteps, int targets, String... settings) {
    this(
        made,
        shape,
        blockSteps,
        TargetExamples.channels(
            made.description(blockSteps).channels().subList(0, targets).toArray(new String[0])),
        settings);
  }

  BaselineCase(
      MadeUpHistory made,
      WindowShape shape,
      int blockSteps,
      List<TargetSettings> targets,
      String... settings) {
    this(made, made.description(blockSteps), shape, targets, settings);
  }

  BaselineCase(
      MadeUpHistory made,
      History history,
      WindowShape shape,
      List<TargetSettings> targets,
      String... settings) {
    List<String> keys = new ArrayList<>(List.of("split.fraction={training=0.6, validation=0.2}"));
    keys.addAll(List.of(settings));
    Configuration configuration = ConfigurationReader.read(Optional.empty(), keys);
    this.made = made;
    FeatureSet features = FeatureSet.of(configuration.features(), targets, history);
    this.windows =
        WindowLayout.forEvaluation(
            history, features, shape, Parts.of(configuration.split(), history), 0);
    this.plan =
        BaselinePlan.of(
            configuration.evaluation().baselines(),
            windows,
            new Scalers(
                scaler(features.inputs().size(), 2),
                TargetScaler.of(scaler(features.targetColumns().size(), 3), features)),
            4,
            ZONE);
  }

  /** No two columns alike, and those of the series s1 not as those of others. */
  private static Scaler scaler(int columns, int seed) {
    List<Scaler.Column> all = new ArrayList<>();
    List<Scaler.Column> own = new ArrayList<>();
    for (int column = 0; column < columns; column++) {
      all.add(new Scaler.Column(0.25 * column + 0.1 * seed, 1.5 + column + seed));
      own.add(new Scaler.Column(-0.5 * column, 2.5 + column));
    }
    return new Scaler(all, Map.of("s1", own));
  }

  LocalBlocks training() {
    return new LocalBlocks(made.blocks(plan.layout(), plan.layout().rows(Part.TRAINING)));
  }

  FittedBaselines fitted() {
    return FittedBaselines.of(plan, training());
  }

  /** What the first baseline forecasts for each window of the test part, by series and origin. */
  Map<String, float[]> forecasts() {
    return forecasts(fitted().forecasters().get(0));
  }

  Map<String, float[]> forecasts(Forecaster forecaster) {
    WindowLayout layout =
        WindowLayout.forEvaluation(
            windows.history(),
            windows.features(),
            windows.shape(),
            windows.parts(),
            plan.targetsBefore());
    Map<String, float[]> forecasts = new TreeMap<>();
    for (Block block : made.blocks(layout, layout.part(Part.TEST))) {
      BlockWindows found =
          layout.windows(
              block.scaled(plan.scalers().inputs()),
              layout.part(Part.TEST),
              Needs.INPUTS_AND_TARGETS);
      WindowSet set = new WindowSet(List.of(found));
      for (int window = 0; window < set.size(); window++) {
        float[] out =
            new float[new WindowTargets(layout.shape(), layout.features().targets().size()).size()];
        forecaster.forecast(set, new int[] {window}, 0, 1, out);
        forecasts.put(block.id().series() + " " + set.origin(window), out);
      }
    }
    return forecasts;
  }
}
