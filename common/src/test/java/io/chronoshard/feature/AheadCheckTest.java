package io.chronoshard.feature;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chronoshard.config.Configuration;
import io.chronoshard.config.ConfigurationReader;
import io.chronoshard.config.TimeAxis;
import io.chronoshard.error.ConfigurationException;
import io.chronoshard.grid.History;
import io.chronoshard.grid.History.RecordedTimes;
import io.chronoshard.grid.History.SeriesExtent;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Inputs are looked at up to six steps ahead. */
class AheadCheckTest {

  private static final History HISTORY =
      new History(
          TimeAxis.clock(600_000),
          16,
          List.of("load", "plan", "heat", "broken"),
          Map.of(),
          List.of("broken"),
          RecordedTimes.FROM_STEPS,
          List.of(new SeriesExtent("s", 0, 100)),
          "");

  private static void check(String named) {
    Configuration settings =
        ConfigurationReader.read(
            Optional.empty(),
            List.of(
                "window.targets = [load]",
                "features.channels = [load, plan, broken]",
                """
                features.derived = [
                  { type = lag, channel = heat, steps = 5 }
                  { type = lag, channel = heat, steps = 1 hour }
                  { type = lag, channel = plan, steps = 1 }
                  { type = lag, channel = load, steps = 6 }
                  { type = lag, channel = broken, steps = 6 }
                  { type = difference, channel = heat, steps = 9 }
                  { type = difference, channel = plan, steps = 9 }
                  { type = rolling-mean, channel = plan, steps = 3 }
                  { type = rolling-mean, channel = heat, steps = 3 }
                  { type = logarithm, channel = load }
                  { type = clip, channel = heat, minimum = 0 }
                  { type = expression, name = out, of = "[heat] * [broken]" }
                ]""",
                "features.known-ahead = " + named));
    FeatureSet features = FeatureSet.of(settings.features(), settings.window().targets(), HISTORY);
    new AheadCheck(settings.features(), settings.window().targets(), features, HISTORY).require(6);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "[plan]",
        "[\"heat 6 steps ago\"]",
        "[\"load 6 steps ago\", \"broken 6 steps ago\"]",
        "[plan, \"plan 1 steps ago\", \"plan change in 9 steps\", \"plan mean of 3 steps\"]",
        "[\"plan*\"]",
        "[\"heat clipped from 0.0\"]",
      })
  void whatMayBeKnownIs(String named) {
    assertThatCode(() -> check(named)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[load] | names \"load\", and \"load\" is what window.targets forecasts; leave it out",
        "[broken] | names \"broken\", and \"broken\" is a label, which nobody knows before it has happened; leave it out",
        "[out] | names \"out\", and \"broken\" is a label",
        "[\"ln load\"] | and \"load\" is what window.targets forecasts",
        "[\"heat 5 steps ago\"] | names \"heat 5 steps ago\", which is looked at up to 6 steps ahead and reads \"heat\" after the origin; name \"heat\" itself in features.channels and features.known-ahead if it is known there, take a lag of 6 steps or more, or leave it out",
        "[\"plan 1 steps ago\"] | names \"plan 1 steps ago\", which is looked at up to 6 steps ahead",
        "[\"heat mean of 3 steps\"] | names \"heat mean of 3 steps\", which is looked at",
        "[\"heat change in 9 steps\"] | names \"heat change in 9 steps\", which is looked at",
        "[\"*\"] | is what window.targets forecasts",
        "[tide] | matches no input",
      })
  void whatNobodyCanKnowIsRefused(String named, String message) {
    assertThatThrownBy(() -> check(named))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageStartingWith("features.known-ahead")
        .hasMessageContaining(message);
  }
}
