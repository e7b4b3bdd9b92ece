package io.chronoshard.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chronoshard.config.Configuration;
import io.chronoshard.config.ConfigurationReader;
import io.chronoshard.config.LossSettings.ClassWeights;
import io.chronoshard.config.ModelEnds;
import io.chronoshard.config.TimeAxis;
import io.chronoshard.error.ConfigurationException;
import io.chronoshard.error.DataException;
import io.chronoshard.feature.FeatureFacts;
import io.chronoshard.feature.FeatureSet;
import io.chronoshard.feature.Holidays;
import io.chronoshard.feature.Target;
import io.chronoshard.feature.Vocabularies;
import io.chronoshard.grid.History;
import io.chronoshard.grid.History.RecordedTimes;
import io.chronoshard.grid.History.SeriesExtent;
import io.chronoshard.kernel.BinaryCrossEntropy;
import io.chronoshard.kernel.CategoricalCrossEntropy;
import io.chronoshard.kernel.GaussianLikelihood;
import io.chronoshard.kernel.Loss;
import io.chronoshard.model.error.ClassesForm;
import io.chronoshard.model.error.ForecastForm;
import io.chronoshard.model.error.LifeForm;
import io.chronoshard.model.error.QuantilesForm;
import io.chronoshard.model.error.ValueForm;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ObjectiveTest {

  private static final History HISTORY =
      new History(
          TimeAxis.rows(),
          16,
          List.of("a", "state"),
          Map.of("state", List.of("idle", "off", "on")),
          List.of(),
          RecordedTimes.NONE,
          List.of(new SeriesExtent("s", 0, 3)),
          "");

  private static final String EVENTS =
      "[{ type = passes, channel = a, above = 1 }, { type = holds, channel = a }]";

  private static final String CLASSES =
      "[{ type = class, channel = state }, { type = class, channel = a, edges = [0] }]";

  private static Objective objective(String targets, String training, List<Double> shares) {
    Configuration settings =
        ConfigurationReader.read(
            Optional.empty(),
            List.of("window.targets = " + targets, "training { seed = 1, " + training + " }"));
    FeatureSet features = FeatureSet.of(settings.features(), settings.window().targets(), HISTORY);
    return Objective.of(settings.training().loss(), features.targets()).weighted(shares);
  }

  @Test
  void aNetworkGivesAsMuchAsItsLossNeeds() {
    assertThat(objective("[a]", "loss = huber, huber-delta = 2", List.of()))
        .isEqualTo(
            new Objective(
                new Loss.Huber(2),
                List.of(),
                ClassWeights.NONE,
                List.of(new ValueForm()),
                List.of(new ValueForm())));
    Objective quantiles =
        objective(
            "[a, { type = difference, channel = a, name = b }]", "loss = quantiles", List.of());
    assertThat(quantiles.outputs()).isEqualTo(6);
    assertThat(quantiles.forms().get(1)).isEqualTo(new QuantilesForm(List.of(0.1, 0.5, 0.9)));
    assertThat(objective("[a]", "loss = gaussian", List.of()).loss())
        .isEqualTo(new GaussianLikelihood());
    assertThat(objective("[a]", "loss = gaussian", List.of()).outputs()).isEqualTo(2);
    assertThat(objective(EVENTS, "", List.of()).outputs()).isEqualTo(2);
    Objective classes = objective(CLASSES, "", List.of());
    assertThat(classes.outputs()).isEqualTo(5);
    assertThat(classes.loss()).isEqualTo(new CategoricalCrossEntropy(List.of(3, 2)));
    assertThat(classes.forms().get(1))
        .isEqualTo(new ClassesForm(List.of("below 0", "0 and above")));
  }

  @Test
  void balancedClassesWeighTheSame() {
    assertThat(objective(EVENTS, "class-weights = balanced", List.of(0.25, 0.5)).loss())
        .isEqualTo(new BinaryCrossEntropy(List.of(1 / 1.5, 1.0), List.of(2.0, 1.0)));
    assertThat(
            objective(CLASSES, "class-weights = balanced", List.of(0.5, 0.0, 0.5, 0.25, 0.75))
                .weights())
        .containsExactly(1 / 1.5, 1.0, 1 / 1.5, 2.0, 1 / 1.5);
    assertThat(objective(EVENTS, "class-weights = [1, 7]", List.of(0.25, 0.5)).loss())
        .isEqualTo(new BinaryCrossEntropy(List.of(1.0, 1.0), List.of(7.0, 7.0)));
    assertThat(objective(EVENTS, "", List.of(0.25, 0.5)).loss())
        .isEqualTo(new BinaryCrossEntropy());
  }

  @Test
  void eachClassNeedsAWeight() {
    assertThatThrownBy(
            () -> requireClassWeights(CLASSES, "training.class-weights = [1, 2, 3]", "a, b, c"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            "training.class-weights = [1.0, 2.0, 3.0]: \"a\" has 2 classes, [below 0, 0 and above];"
                + " give a number for each");
    assertThatThrownBy(() -> requireClassWeights(EVENTS, "training.class-weights = [1]", "a, b"))
        .hasMessageContaining("has 2 classes, no event and an event; give a number for each");
    String outputs =
        "model { graph = [{ name = f, type = flatten }], outputs = [{ name = x, targets = [state],"
            + " loss = auto }, { name = y, targets = [a], loss = auto, class-weights = [1, 2, 3] }] }";
    assertThatThrownBy(() -> requireClassWeights(CLASSES, outputs, "a, b"))
        .hasMessageContaining(
            "model.outputs[1] \"y\".class-weights = [1.0, 2.0, 3.0]: \"a\" has 2");
  }

  /** The history holds three texts, the training part two of them. */
  @Test
  void weightsAreOfTheClassesThatTheTrainingPartHolds() {
    String states = "[{ type = class, channel = state }]";
    requireClassWeights(states, "training.class-weights = [1, 2]", "idle, on");
    assertThatThrownBy(
            () -> requireClassWeights(states, "training.class-weights = [1, 2, 3]", "idle, on"))
        .hasMessageContaining("\"state\" has 2 classes, [idle, on]; give a number for each");
  }

  private static void requireClassWeights(String targets, String line, String states) {
    Configuration settings =
        ConfigurationReader.read(Optional.empty(), List.of("window.targets = " + targets, line));
    FeatureFacts facts =
        new FeatureFacts(
            new Vocabularies(Map.of("state", List.of(states.split(", ")))), Holidays.NONE);
    FeatureSet features =
        FeatureSet.of(settings.features(), settings.window().targets(), HISTORY, facts);
    Objectives.requireClassWeights(
        settings.model().ends(), settings.training().loss(), features.targets());
  }

  @Test
  void oneClassIsNothingToTellApart() {
    Configuration settings =
        ConfigurationReader.read(
            Optional.empty(), List.of("window.targets = [{ type = class, channel = state }]"));
    FeatureFacts facts =
        new FeatureFacts(new Vocabularies(Map.of("state", List.of("on"))), Holidays.NONE);
    assertThatThrownBy(
            () -> FeatureSet.of(settings.features(), settings.window().targets(), HISTORY, facts))
        .isInstanceOf(DataException.class)
        .hasMessageContaining(
            "window.targets[0]: \"state\" holds one class alone, [on]; there is nothing to tell apart");
    Configuration cut =
        ConfigurationReader.read(
            Optional.empty(),
            List.of(
                "window.targets = [{ type = class, channel = state }]", "features.categories = 1"));
    assertThatThrownBy(() -> FeatureSet.of(cut.features(), cut.window().targets(), HISTORY, facts))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            "features.categories = 1 leaves one class of \"state\" (window.targets[0]), and nothing to"
                + " tell apart; set it to 2 or more");
    assertThatThrownBy(() -> objective("[{ type = class, channel = a }]", "", List.of()))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining(
            "window.targets[0]: \"a\" holds numbers, which are one class without edges");
    assertThatThrownBy(
            () -> objective("[{ type = class, channel = state, edges = [1] }]", "", List.of()))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("\"state\" holds texts, which are classes by themselves");
  }

  /** The score's constants are cycles. */
  @Test
  void livesHaveTheirScoreWhereTheyAreCountedInCyclesOrRows() {
    Configuration settings =
        ConfigurationReader.read(
            Optional.empty(), List.of("window.targets = [{ type = remaining-life, channel = a }]"));
    List<Target> targets =
        FeatureSet.of(settings.features(), settings.window().targets(), HISTORY).targets();
    for (TimeAxis axis : List.of(TimeAxis.rows(), TimeAxis.clock(1000))) {
      TargetForms forms =
          Objectives.of(ModelEnds.of(settings.window()), settings.training().loss(), targets, axis)
              .targetForms();
      ForecastForm form = axis.hasClock() ? new ValueForm() : new LifeForm(new ValueForm());
      assertThat(forms.network()).containsExactly(form);
      assertThat(forms.plain()).containsExactly(form);
    }
  }
}
