package io.chronoshard.registry.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chronoshard.config.Configuration;
import io.chronoshard.config.ConfigurationReader;
import io.chronoshard.config.TimeAxis;
import io.chronoshard.error.ConfigurationException;
import io.chronoshard.grid.History;
import io.chronoshard.registry.ModelVersion;
import io.chronoshard.registry.start.GrowingHistory.When;
import io.chronoshard.train.ModelState;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a version is refused for that a training is to begin from, and what not. */
class StartFitTest {

  private static final StartingVersion START = new StartingVersion(version());

  private final GrowingHistory later = GrowingHistory.of(1, When.LATER);

  private static ModelVersion version(String... more) {
    GrowingHistory once = GrowingHistory.of(1, When.ONCE);
    return LocalTraining.of(
            settings(more), once.made(), once.table(), once.vocabularies(), Optional.empty())
        .version(3);
  }

  private static Configuration settings(String... more) {
    List<String> all =
        new ArrayList<>(
            List.of(
                "window { length = 4, lead = 1, targets = [load] }",
                "split.fraction { training = 0.5, validation = 0.3 }",
                "training { engine = scalar, shards = 1, epochs = 1, batch = 16, seed = 3 }",
                "model.layers = [{ type = gru, units = 2 }]"));
    all.addAll(List.of(more));
    return ConfigurationReader.read(Optional.empty(), all);
  }

  private void begin(StartingVersion version, History table, String... more) {
    LocalTraining.of(
        settings(more), later.made(), table, later.vocabularies(), Optional.of(version));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          features.scale = robust | features.scale = "standard" there, "robust" here
          features.calendar = [hour-of-day] | features.calendar = [] there, ["hour-of-day"] here
          features.derived = [{ type = lag, channel = load, steps = 2 }] | features.derived = [] there, [{"channel":"load","steps":2,"type":"lag"}] here
          window.length = 5 | window.length = 4 there, 5 here
          window.lead = 2 | window.lead = 1 there, 2 here
          window.sampling = 20 minutes | window.sampling = 1 there, "20 minutes" here
          window.horizon = 2 | window.horizon = 1 there, 2 here
          window.targets = [wind] | window.targets = ["load"] there, ["wind"] here
          window { unknown = mask, least-rows = 2 } | window.unknown = "drop" there, "mask" here
          model.layers = [{ type = gru, units = 3 }] | model.layers = [{"type":"gru","units":2}] there, [{"type":"gru","units":3}] here
          model.layers = [{ type = gru, units = 2 }, { type = dropout, rate = 0.1 }] | model.layers = [{"type":"gru","units":2}] there, [{
          model.layers = [{ type = lstm, units = 2 }] | "type":"lstm"
          training.loss = mse | training.loss = "auto" there, "mse" here
          training.optimizer.type = rmsprop | training.optimizer.type = "adam" there, "rmsprop" here
          """)
  void whatDiffersIsNamed(String keys, String expected) {
    assertRefused(START, keys)
        .hasMessageContaining(expected)
        .hasMessageEndingWith(
            "give it what the version was made with, or begin from nothing (training.start ="
                + " nothing)");
  }

  private AbstractThrowableAssert<?, ?> assertRefused(StartingVersion version, String... keys) {
    return assertThatThrownBy(() -> begin(version, later.table(), keys))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageStartingWith("training.start: v000003 does not fit this training:");
  }

  /** The version's training part ends at step 75, what it has seen at step 120. */
  @ParameterizedTest
  @CsvSource({
    "75, 45, ",
    "74, 60, validation begins at",
    "80, 39, the test part would begin at",
  })
  void whatItHasSeenIsNeitherValidatedNorTested(int training, int validation, String refusal) {
    String split =
        String.format(
            Locale.ROOT,
            "split { by = steps, steps { training = %d, validation = %d } }",
            training,
            validation);
    if (refusal == null) {
      assertThatCode(() -> begin(START, later.table(), split)).doesNotThrowAnyException();
    } else {
      assertRefused(START, split).hasMessageContaining(refusal);
    }
  }

  @Test
  void seriesThatItHasTrainedOnDoNotValidate() {
    StartingVersion bySeries =
        new StartingVersion(version("split { by = series, series.validation = [s1] }"));
    assertRefused(bySeries, "split { by = series, series.validation = [s0] }")
        .hasMessageContaining("it has trained on the series [s0]");
    assertThatCode(
            () ->
                begin(
                    bySeries,
                    later.table(),
                    "split { by = series, series { validation = [s1], test = [s2] } }"))
        .doesNotThrowAnyException();
  }

  @Test
  void allThatDiffersIsToldAtOnce() {
    assertRefused(START, "features.scale = robust", "window.targets = [wind]")
        .hasMessageContainingAll(
            "  features.scale = \"standard\" there, \"robust\" here",
            "  window.targets = [\"load\"] there, [\"wind\"] here");
    assertRefused(START, "window.length = 5", "training.loss = mse")
        .hasMessageContainingAll(
            "  window.length = 4 there, 5 here", "  training.loss = \"auto\" there, \"mse\" here");
  }

  /**
   * What a value is written as does not matter, nor does anything that forecasts do not hang on.
   */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "window.lead = 10 minutes",
        "window.stride = 2",
        "features.channels = [wind, state, load]",
        "split { by = steps, steps { training = 200, validation = 50 } }",
        "training { engine = vector, shards = 2, epochs = 3, batch = 5, seed = 9 }",
        "training { averaging = nesterov, schedule.type = cosine, penalty.l2 = 0.1 }",
        "training { clip.norm = 1, average-last = 1, validate = false }",
        "training.optimizer { learning-rate = 0.1, beta-1 = 0.5, epsilon = 1e-3 }",
        "training { seeds = [4], combine = mean }",
        "training.anomaly.budget = 0.01",
        "grid.step = 1 hour"
      })
  void whatForecastsDoNotHangOnMayDiffer(String keys) {
    assertThatCode(() -> begin(START, later.table(), keys, stopping(keys)))
        .doesNotThrowAnyException();
  }

  private static String stopping(String keys) {
    return keys.contains("validate = false")
        ? "training.early-stopping.patience = 0"
        : "training.early-stopping.patience = 1";
  }

  @Test
  void channelsThatItDoesNotReadAndThoseThatAreGoneAreNamed() {
    assertThatThrownBy(() -> begin(START, later.table(), "features.channels = [load, wind]"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            "training.start: v000003 reads the channels [state], which history.table does not have,"
                + " or features.channels leaves out; let it read what it knows (features.channels ="
                + " [load, wind, state]), or begin from nothing (training.start = nothing)");
    StartingVersion fewer = new StartingVersion(version("features.channels = [load]"));
    assertThatThrownBy(() -> begin(fewer, later.table()))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageStartingWith(
            "training.start: v000003 does not read the channels [state, wind]; let it read what it"
                + " knows (features.channels = [load]), or ");
    assertThatThrownBy(() -> begin(fewer, later.table(), "features.channels = [wind]"))
        .hasMessageContaining(
            "does not read the channels [wind], and reads the channels [load], which");
  }

  @Test
  void aChannelThatHoldsTextsNoLongerIsTold() {
    History numbers =
        new History(
            later.table().axis(),
            later.table().blockSteps(),
            later.table().channels(),
            later.table().recordedTimes(),
            later.table().series(),
            "numbers");
    assertThatThrownBy(() -> begin(START, numbers))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining(
            "it reads the inputs [load, wind, state = east, state = north, state = west, state ="
                + " other], and here they would be [load, wind, state]");
  }

  @Test
  void anotherGridIsTold() {
    History table = later.table();
    History hourly =
        new History(
            TimeAxis.clock(3_600_000),
            table.blockSteps(),
            table.channels(),
            table.categories(),
            table.labels(),
            table.recordedTimes(),
            table.series(),
            "hourly");
    assertThatThrownBy(() -> begin(START, hourly))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            "training.start: v000003 was trained on steps of 10 minutes, and history.table has 1"
                + " hour; ingest with the same grid, or begin from nothing (training.start ="
                + " nothing)");
  }

  @Test
  void severalNetworksGoOnByModelAndSeed() {
    StartingVersion two = new StartingVersion(version("training { seeds = [4], combine = mean }"));
    assertRefused(two)
        .hasMessageContaining(
            "it holds the networks of model 1 with seed 4, which this training does not make"
                + " (training.seed, training.seeds, model.members)");
    assertRefused(two, "training { seed = 8, seeds = [5], combine = mean }")
        .hasMessageContaining(
            "it holds the networks of model 1 with seed 3, model 1 with seed 4, which");
    LocalTraining three =
        LocalTraining.of(
            settings("training { seed = 4, seeds = [7, 3], combine = stacked }"),
            later.made(),
            later.table(),
            later.vocabularies(),
            Optional.of(two));
    assertThat(three.networks())
        .extracting(
            network ->
                two.state(network)
                    .map(ModelState::parameters)
                    .map(ModelState::hash)
                    .orElse("nothing"))
        .containsExactly(hash(two, 1), "nothing", hash(two, 0));
  }

  private static String hash(StartingVersion version, int member) {
    return ModelState.hash(
        ModelState.of(version.version().contents().members().get(member).network()).parameters());
  }

  @Test
  void networksOfSingleSeriesAreThereOrNot() {
    String bySeries = "features.scale-by = series";
    StartingVersion shared = new StartingVersion(version(bySeries));
    assertRefused(shared, bySeries, "model { per-series = true, per-series-windows = 5 }")
        .hasMessageContaining(
            "model.per-series = true makes networks of single series, and it has none");
  }

  @Test
  void layersOfAnotherEngineAreOthers() {
    String lstm = "model.layers = [{ type = lstm, units = 2 }]";
    String stock = "training.engine = deeplearning4j";
    assertRefused(new StartingVersion(version(lstm)), lstm, stock)
        .hasMessageContaining(
            "training.engine = deeplearning4j has Deeplearning4j's own layers, and the version has"
                + " ours");
    StartingVersion ofStock = new StartingVersion(version(lstm, stock));
    assertRefused(ofStock, lstm)
        .hasMessageContaining(
            "training.engine = scalar has layers of our own, and the version has Deeplearning4j's"
                + " (training.engine = deeplearning4j)");
    assertThatCode(() -> begin(ofStock, later.table(), lstm, stock)).doesNotThrowAnyException();
  }

  @Test
  void theSizeOfAnUpdatersStateMustBeTheSame() {
    String sgd = "training.optimizer { type = sgd, learning-rate = 0.1 }";
    StartingVersion plain = new StartingVersion(version(sgd));
    assertRefused(plain, sgd, "training.optimizer.momentum = 0.5")
        .hasMessageContaining("training.optimizer.momentum = 0 there, 0.5 here");
    assertThatCode(() -> begin(plain, later.table(), sgd)).doesNotThrowAnyException();
  }
}
