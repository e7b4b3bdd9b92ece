package io.chronoshard.registry.start;

import static org.assertj.core.api.Assertions.assertThat;

import io.chronoshard.config.Configuration;
import io.chronoshard.config.ConfigurationReader;
import io.chronoshard.feature.FeatureSet;
import io.chronoshard.grid.History;
import io.chronoshard.model.Ensemble;
import io.chronoshard.model.Feedback;
import io.chronoshard.model.ModelNetwork;
import io.chronoshard.model.NetworkForecaster;
import io.chronoshard.model.Objectives;
import io.chronoshard.model.OwnUnits;
import io.chronoshard.registry.Member;
import io.chronoshard.registry.ModelVersion;
import io.chronoshard.registry.Pipeline;
import io.chronoshard.registry.start.GrowingHistory.When;
import io.chronoshard.scale.Ranges;
import io.chronoshard.scale.Scalers;
import io.chronoshard.split.Part;
import io.chronoshard.train.LocalWorkers;
import io.chronoshard.train.MemberDesign;
import io.chronoshard.train.ModelState;
import io.chronoshard.train.Shard;
import io.chronoshard.train.TrainingOutcome;
import io.chronoshard.train.TrainingPlan;
import io.chronoshard.train.ValidationSums;
import io.chronoshard.window.BlockWindows;
import io.chronoshard.window.BlockWindows.Needs;
import io.chronoshard.window.EpochOrder;
import io.chronoshard.window.WindowColumns;
import io.chronoshard.window.WindowLayout;
import io.chronoshard.window.WindowSet;
import io.chronoshard.window.WindowShape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The law: before its first step, a training that begins from a version forecasts what the version
 * does, of another history in another order of channels, with other texts, series and levels.
 */
class StartingVersionTest {

  /** Models that forecasts follow from in different ways. */
  enum Kind {
    STACK(
        "model.layers = [{ type = lstm, units = 3, output = sequence }, { type = gru, units = 2 }]",
        "features { scale = standard, calendar = [hour-of-day] }",
        "features.derived = [{ type = lag, channel = load, steps = 2 }]",
        "training.optimizer.type = adam"),
    QUANTILES(
        "model.layers = [{ type = gru, units = 3, recurrent-dropout = 0.2 }, { type = dropout, rate = 0.3 }]",
        "features { scale = robust, scale-targets = min-max }",
        "window { targets = [{ type = difference, channel = load }], horizon = 2, stride = 2 }",
        "training { loss = quantiles, optimizer { type = rmsprop, learning-rate = 0.01 } }"),
    BY_SERIES(
        "model.layers = [{ type = simple-rnn, units = 3 }]",
        "features.scale-by = series",
        "window { unknown = mask, least-rows = 2 }",
        "training.optimizer { type = sgd, momentum = 0.5 }"),
    CODES(
        "model.inputs = [{ name = past }, { name = who, kind = series }]",
        """
        model.graph = [{ name = read, from = past, type = gru, units = 3 }
          { name = own, from = who, type = embedding, units = 2 }
          { name = both, from = [read, own], type = concatenate }]""",
        "features.scale = min-max",
        "training.loss = gaussian"),
    CLASSES(
        "model.layers = [{ type = gru, units = 3 }]",
        "window.targets = [{ type = class, channel = state }]",
        "training { class-weights = balanced, optimizer.type = adam }"),
    HEADS(
        "model.inputs = [{ name = past, length = 3 }, { name = wind, columns = [wind], length = 5 }]",
        """
        model.graph = [{ name = a, from = past, type = gru, units = 2 }
          { name = b, from = wind, type = lstm, units = 2 }
          { name = both, from = [a, b], type = concatenate }]""",
        "model.outputs = [{ name = near, targets = [load] }, { name = far, targets = [wind], lead = 4, loss = mse, weight = 0.5 }]",
        "window.targets = [load, wind]"),
    RECURSIVE(
        "model { layers = [{ type = gru, units = 3 }], recursive = 3 }",
        "features.known-ahead = [wind, \"state = *\"]",
        "window { lead = 1, targets = [load] }"),
    ENSEMBLE(
        "model.layers = [{ type = lstm, units = 2 }]",
        "model.members = [{ layers = [{ type = gru, units = 3 }] }]",
        "training { seeds = [5], combine = mean }");

    private final String keys;

    Kind(String... keys) {
      this.keys = String.join("\n", keys);
    }

    Configuration settings(String... more) {
      List<String> all =
          new ArrayList<>(
              List.of(
                  "window { length = 4, lead = 1, targets = [load] }",
                  "split.fraction { training = 0.5, validation = 0.3 }",
                  "training { engine = scalar, shards = 2, epochs = 2, batch = 16, period = 2, seed = 3 }"));
      all.add(keys);
      all.addAll(List.of(more));
      return ConfigurationReader.read(Optional.empty(), all);
    }
  }

  private static LocalTraining training(
      Configuration settings, GrowingHistory history, Optional<StartingVersion> start) {
    return LocalTraining.of(
        settings, history.made(), history.table(), history.vocabularies(), start);
  }

  private static StartingVersion once(Kind kind, int seed) {
    return new StartingVersion(
        training(kind.settings(), GrowingHistory.of(seed, When.ONCE), Optional.empty()).version(7));
  }

  @ParameterizedTest
  @EnumSource
  void beforeTheFirstStepForecastsAreTheVersions(Kind kind) {
    for (int seed = 1; seed <= 3; seed++) {
      StartingVersion start = once(kind, seed);
      GrowingHistory later = GrowingHistory.of(seed, When.LATER);
      LocalTraining warm =
          training(
              kind.settings("training { seed = 3, shards = 1 }", "window.stride = 1"),
              later,
              Optional.of(start));
      for (Part part : List.of(Part.TRAINING, Part.VALIDATION)) {
        Map<String, float[]> expected = forecastsOf(start.version(), warm, later, part);
        assertThat(expected).as("%s, seed %d", kind, seed).hasSizeGreaterThan(50);
        Map<String, float[]> found = forecastsOf(warm, part);
        assertThat(found.keySet()).isEqualTo(expected.keySet());
        for (Map.Entry<String, float[]> forecast : found.entrySet()) {
          assertThat(forecast.getValue())
              .as("%s, seed %d, %s of %s", kind, seed, forecast.getKey(), part)
              .isEqualTo(expected.get(forecast.getKey()));
        }
      }
    }
  }

  /** As scoring does it, from what the version's files hold. */
  private static Map<String, float[]> forecastsOf(
      ModelVersion version, LocalTraining over, GrowingHistory history, Part part) {
    Pipeline pipeline = version.contents().pipeline();
    History table =
        history
            .table()
            .withChannels(
                FeatureSet.channelsRead(
                    pipeline.features(), pipeline.window().targets(), history.table()));
    FeatureSet features =
        FeatureSet.of(pipeline.features(), pipeline.window().targets(), table, pipeline.facts());
    WindowShape own =
        WindowColumns.of(features, pipeline.features().scale())
            .shape(pipeline.window(), pipeline.ends(), table.axis());
    Feedback feedback =
        Feedback.of(pipeline.ends(), features, own, pipeline.features().knownAhead());
    WindowShape shape = new WindowShape(own.inputs(), 1, own.heads(), own.later(), own.series());
    WindowLayout layout =
        WindowLayout.forTraining(table, features, shape, over.design().layout().parts())
            .withInputsAhead(feedback.far().inputsAhead());
    Objectives objectives =
        Objectives.of(pipeline.ends(), pipeline.loss(), features.targets(), table.axis());
    List<WindowSet> windows = new ArrayList<>();
    over.design()
        .dealt()
        .keySet()
        .forEach(
            id -> {
              BlockWindows found =
                  layout.windows(
                      history.made().block(id, layout.builder()).scaled(pipeline.inputScaler()),
                      layout.part(part),
                      Needs.INPUTS_AND_TARGETS);
              windows.add(new WindowSet(List.of(found)));
            });
    NetworkForecaster forecaster =
        new NetworkForecaster(
            version.contents().frozen().ensemble(),
            shape,
            features.inputs().size(),
            new OwnUnits(
                pipeline.targetScaler(), objectives.layout(shape, features.targetWidths())),
            9);
    return forecasts(
        forecaster, windows, objectives.layout(shape, features.targetWidths()).numbers());
  }

  /** As the training validates, with the states that its networks begin with. */
  private static Map<String, float[]> forecastsOf(LocalTraining training, Part part) {
    List<ModelNetwork> networks = new ArrayList<>();
    for (MemberDesign network : training.networks()) {
      ModelNetwork made = training.plan(network).newNetwork();
      training.begin(network).into(made);
      networks.add(made);
    }
    List<Double> weights = networks.stream().map(network -> 1.0 / networks.size()).toList();
    TrainingPlan plan = training.plan(training.networks().get(0));
    OwnUnits units =
        new OwnUnits(
            plan.targetScaler(),
            plan.objectives().layout(plan.shape(), plan.targetScaler().widths()));
    NetworkForecaster forecaster =
        new NetworkForecaster(
            new Ensemble(networks, weights), plan.shape(), plan.inputWidth(), units, 16);
    List<WindowSet> windows =
        training.shards().stream()
            .map(shard -> part == Part.TRAINING ? shard.training() : shard.validation())
            .toList();
    return forecasts(forecaster, windows, units.layout().numbers());
  }

  private static Map<String, float[]> forecasts(
      NetworkForecaster forecaster, List<WindowSet> sets, int numbers) {
    Map<String, float[]> forecasts = new TreeMap<>();
    for (WindowSet windows : sets) {
      float[] out = new float[windows.size() * numbers];
      forecaster.forecast(windows, EpochOrder.ascending(windows.size()), 0, windows.size(), out);
      for (int window = 0; window < windows.size(); window++) {
        forecasts.put(
            windows.block(window).id().series() + " " + windows.origin(window),
            Arrays.copyOfRange(out, window * numbers, (window + 1) * numbers));
      }
    }
    return forecasts;
  }

  /** The updater goes on where it was, and schedules begin anew. */
  @ParameterizedTest
  @EnumSource
  void statesAreTheVersionsBeforeAnyEpoch(Kind kind) {
    StartingVersion start = once(kind, 1);
    LocalTraining warm =
        training(kind.settings(), GrowingHistory.of(1, When.LATER), Optional.of(start));
    List<Member> members = start.version().contents().members();
    List<MemberDesign> networks = warm.networks();
    assertThat(networks).hasSameSizeAs(members);
    for (int i = 0; i < members.size(); i++) {
      ModelState learned = ModelState.of(members.get(i).network());
      assertThat(learned.iteration()).isPositive();
      assertThat(learned.epoch()).isPositive();
      assertThat(warm.begin(networks.get(i)))
          .isEqualTo(
              new ModelState(learned.parameters(), learned.updater(), learned.iteration(), 0));
    }
    Pipeline own = start.version().contents().pipeline();
    Ranges before = own.ranges();
    Ranges after = warm.fitted().ranges();
    for (int input = 0; input < before.inputs().size(); input++) {
      assertThat(after.inputs().get(input).least())
          .isLessThanOrEqualTo(before.inputs().get(input).least());
      assertThat(after.inputs().get(input).most())
          .isGreaterThanOrEqualTo(before.inputs().get(input).most());
    }
    assertThat(warm.fitted().scalers())
        .isEqualTo(new Scalers(own.inputScaler(), own.targetScaler()));
    assertThat(after).isNotEqualTo(before);
  }

  /** Epoch 0 is the version over this validation part, and the epochs that follow begin there. */
  @ParameterizedTest
  @EnumSource
  void theVersionIsValidatedBeforeTheFirstStep(Kind kind) {
    StartingVersion start = once(kind, 2);
    LocalTraining warm =
        training(kind.settings(), GrowingHistory.of(2, When.LATER), Optional.of(start));
    MemberDesign network = warm.networks().get(0);
    List<Shard> shards = warm.shards();
    ValidationSums sums =
        new LocalWorkers(shards, warm.plan(network)).validate(warm.begin(network));
    TrainingOutcome outcome = warm.train(network);
    assertThat(outcome.history().start()).isPresent();
    assertThat(outcome.history().start().get().epoch()).isZero();
    assertThat(outcome.history().start().get().validationLoss()).isEqualTo(sums.loss());
    assertThat(outcome.history().epochs().get(0).epoch()).isEqualTo(1);
    assertThat(outcome.best().iteration()).isGreaterThan(warm.begin(network).iteration());
    ModelVersion next = warm.version(8);
    assertThat(next.contents().pipeline().classShares())
        .isEqualTo(start.version().contents().pipeline().classShares());
    assertThat(next.contents().provenance().start()).contains(start.told());
    // And so on: what has begun from a version is one to begin from.
    training(
        kind.settings(), GrowingHistory.of(2, When.LATER), Optional.of(new StartingVersion(next)));
  }
}
