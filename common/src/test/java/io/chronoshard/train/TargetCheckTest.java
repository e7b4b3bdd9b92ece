package io.chronoshard.train;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chronoshard.config.Configuration;
import io.chronoshard.config.ConfigurationReader;
import io.chronoshard.error.DataException;
import io.chronoshard.feature.FeatureSet;
import io.chronoshard.scale.ColumnStatistics;
import io.chronoshard.window.MadeUpHistory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Targets of which the training part holds one value alone. */
class TargetCheckTest {

  private static final float[] NEVER = {0, 0, 0, 0};
  private static final float[] ALWAYS = {1, 1, 1, 1};
  private static final float[] SOMETIMES = {0, 1, 1, 0};

  private static final String EVENT = "{ type = passes, channel = c0, above = 5, name = gale }";
  private static final String CLASS =
      "{ type = class, channel = c0, edges = [0, 1], name = state }";

  @Test
  void anEventThatNeverHappens() {
    assertThatThrownBy(() -> check(EVENT, "", NEVER).require())
        .isInstanceOf(DataException.class)
        .hasMessage(
            "the target \"gale\" does not happen at all 4 known steps of the training part, of which"
                + " the output layer is to give 1 probability for each of 3 steps: there is nothing to"
                + " learn; choose another window.targets or another split");
  }

  @Test
  void anEventThatAlwaysHappens() {
    String outputs =
        "[{ name = a, targets = [gale], horizon = 2 }, { name = b, targets = [gale], lead = 9 }]";
    assertThatThrownBy(() -> check(EVENT, outputs, ALWAYS).require())
        .isInstanceOf(DataException.class)
        .hasMessageContaining(
            "\"gale\" happens at all 4 known steps of the training part, of which model.outputs[0]"
                + " \"a\" is to give 1 probability for each of 2 steps and model.outputs[1] \"b\" is"
                + " to give 1 probability for each of 3 steps: there is nothing to learn");
  }

  @Test
  void classesOfWhichOneAloneIsThere() {
    assertThatThrownBy(() -> check(CLASS, "", NEVER, ALWAYS, NEVER).require())
        .isInstanceOf(DataException.class)
        .hasMessageContaining(
            "the target \"state\" is of the one class \"0 to 1\" at all 4 known steps of the"
                + " training part, of which the output layer is to give 3 probabilities for each of 3"
                + " steps: there is nothing to learn; choose another window.targets");
  }

  @Test
  void whatHoldsAtTimesCanBeLearned() {
    assertThatCode(() -> check(EVENT, "", SOMETIMES).require()).doesNotThrowAnyException();
    assertThatCode(() -> check(CLASS, "", SOMETIMES, NEVER, new float[] {1, 0, 0, 1}).require())
        .doesNotThrowAnyException();
  }

  /**
   * Of a target and outputs, each of three steps where it does not say otherwise.
   *
   * @param columns what the training part holds of each of the target's columns
   */
  private static TargetCheck check(String target, String outputs, float[]... columns) {
    List<String> keys = new ArrayList<>(List.of("window.targets = [" + target + "]"));
    keys.add("window.horizon = 3");
    keys.add("training.loss = auto");
    if (!outputs.isEmpty()) {
      keys.add("model.graph = [{ name = all, type = flatten }]");
      keys.add("model.outputs = " + outputs);
    }
    Configuration settings = ConfigurationReader.read(Optional.empty(), keys);
    FeatureSet features =
        FeatureSet.of(
            settings.features(),
            settings.window().targets(),
            MadeUpHistory.single(0, 1, new float[] {0, 1}).description(16));
    List<ColumnStatistics> statistics = new ArrayList<>();
    for (float[] column : columns) {
      statistics.add(ColumnStatistics.of(column, 1, 0, 0, column.length));
    }
    return new TargetCheck(
        features.targets().get(0), statistics, settings.model().ends().outputs());
  }
}
