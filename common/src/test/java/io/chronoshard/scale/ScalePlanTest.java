package io.chronoshard.scale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chronoshard.config.ConfigurationReader;
import io.chronoshard.config.FeatureSettings;
import io.chronoshard.config.ScaleSettings.By;
import io.chronoshard.config.ScaleSettings.Scale;
import io.chronoshard.config.TargetExamples;
import io.chronoshard.config.TimeAxis;
import io.chronoshard.error.ConfigurationException;
import io.chronoshard.feature.FeatureSet;
import io.chronoshard.grid.History;
import io.chronoshard.grid.History.RecordedTimes;
import io.chronoshard.grid.History.SeriesExtent;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ScalePlanTest {

  @Test
  void aNameGoesBeforePatternsAndACalendarStaysAsItIs() {
    ScalePlan plan =
        plan(
            "features.scale = min-max",
            "features.scale-channels { \"w*\" = robust, \"wd (deg)\" = none }",
            "features.calendar = [hour-of-day]");
    assertThat(plan.inputs())
        .containsExactly(Scale.MIN_MAX, Scale.ROBUST, Scale.NONE, Scale.NONE, Scale.NONE);
    assertThat(plan.targets()).containsExactly(Scale.MIN_MAX);
    assertThat(plan.by()).isEqualTo(By.ALL);
  }

  @Test
  void targetsAreScaledAsInputsUnlessTheySayOtherwise() {
    assertThat(plan().targets()).containsExactly(Scale.STANDARD);
    assertThat(plan("features.scale = none").targets()).containsExactly(Scale.NONE);
    assertThat(plan("features.scale-targets = none").targets()).containsExactly(Scale.NONE);
    assertThat(plan("features.scale-targets = robust", "features.scale-by = series"))
        .isEqualTo(
            new ScalePlan(
                List.of(Scale.STANDARD, Scale.STANDARD, Scale.STANDARD),
                List.of(Scale.ROBUST),
                By.SERIES));
  }

  @Test
  void whatNamesNothingOrSaysTwoThingsIsRefused() {
    assertRefused(
        "features.scale-channels { \"rain\" = robust }",
        "features.scale-channels: \"rain\" matches no input; there are [");
    assertRefused(
        "features.scale-channels { \"hour*\" = robust }",
        "features.scale-channels: \"hour*\" matches inputs alone that are never scaled"
            + " ([hour of day (sine), hour of day (cosine)]); leave it out");
    assertRefused(
        "features.scale-channels { \"w*\" = robust, \"*v\" = none }",
        "features.scale-channels: the patterns [*v, w*] scale \"wv\" in different ways; name it");
  }

  private static void assertRefused(String set, String message) {
    assertThatThrownBy(() -> plan("features.calendar = [hour-of-day]", set))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining(message);
  }

  private static ScalePlan plan(String... sets) {
    FeatureSettings settings =
        ConfigurationReader.read(Optional.empty(), Stream.of(sets).toList()).features();
    History history =
        new History(
            TimeAxis.clock(600_000),
            16,
            List.of("T", "wv", "wd (deg)"),
            RecordedTimes.FROM_STEPS,
            List.of(new SeriesExtent("s", 0, 100)),
            "");
    return ScalePlan.of(
        settings.scale(), FeatureSet.of(settings, TargetExamples.channels("T"), history));
  }
}
