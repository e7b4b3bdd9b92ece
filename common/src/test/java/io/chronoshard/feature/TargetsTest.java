package io.chronoshard.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chronoshard.config.ConfigurationReader;
import io.chronoshard.config.FeatureSettings;
import io.chronoshard.config.TargetExamples;
import io.chronoshard.config.TimeAxis;
import io.chronoshard.error.ConfigurationException;
import io.chronoshard.feature.Target.Kind;
import io.chronoshard.feature.Target.Known;
import io.chronoshard.grid.History;
import io.chronoshard.grid.History.RecordedTimes;
import io.chronoshard.grid.History.SeriesExtent;
import io.chronoshard.grid.Slice;
import io.chronoshard.grid.StepTimes;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TargetsTest {

  private static final FeatureSettings SETTINGS =
      ConfigurationReader.read(Optional.empty(), List.of("features.channels = [a]")).features();

  /** Two numbers, texts, a label and a life. */
  private static final History HISTORY =
      new History(
          TimeAxis.rows(),
          16,
          List.of("a", "b", "state", "broken", "life"),
          Map.of("state", List.of("off", "on")),
          List.of("broken", "life"),
          RecordedTimes.NONE,
          List.of(new SeriesExtent("s", 0, 3)),
          "");

  private static FeatureSet features(String targets) {
    return FeatureSet.of(SETTINGS, TargetExamples.of(targets), HISTORY);
  }

  @Test
  void eachKindHasItsValues() {
    FeatureSet features =
        features(
            """
            [
              b
              { type = difference, channel = a }
              { type = expression, name = sum, of = "[a] + [b] / 2" }
              { type = remaining-life, channel = life, cap = 125 }
            ]""");
    Slice grid =
        new Slice(0, 5, new float[] {1, 4, 0, 0, 130, 2, Float.NaN, 1, 0, 129, 3, 6, 1, 1, 2});

    assertThat(features.targets(grid, StepTimes.of(TimeAxis.rows()), 0, 3).values())
        .containsExactly(4, 1, 3, 125, Float.NaN, 2, Float.NaN, 125, 6, 3, 6, 2);
    assertThat(features.targetNames()).containsExactly("b", "a", "sum", "life");
    assertThat(features.targets())
        .extracting(Target::kind)
        .containsExactly(Kind.VALUE, Kind.CHANGE, Kind.VALUE, Kind.LIFE);
    assertThat(features.targetsAtOrigin()).containsExactly(1);
    assertThat(features.targets().get(3).cap()).isEqualTo(125);
    assertThat(features.targets().get(0).isCapped()).isFalse();
  }

  /** What comes from a label is not known when a forecast is made; all else is. */
  @Test
  void labelsAreKnownLater() {
    FeatureSet features =
        features(
            """
            [
              a
              broken
              { type = expression, name = half, of = "[broken] / 2 + [a]" }
              { type = expression, name = sum, of = "[a] + [b]" }
              { type = remaining-life, channel = life }
            ]""");
    assertThat(features.targets())
        .extracting(Target::known)
        .containsExactly(Known.AT_ORIGIN, Known.LATER, Known.LATER, Known.AT_ORIGIN, Known.LATER);
  }

  @Test
  void theChannelsOfTargetsAreRead() {
    assertThat(
            FeatureSet.channelsRead(
                SETTINGS,
                TargetExamples.of(
                    "[{ type = expression, name = x, of = \"[b] * 2\" }, { type = remaining-life, channel = life }]"),
                HISTORY))
        .containsExactly("a", "b", "life");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[c] | window.targets names \"c\", which is no channel of the history",
        "[a, { type = difference, channel = c }] | window.targets[1] names \"c\", which is no channel of the history",
        "[state] | window.targets names \"state\", which holds texts; name a channel that holds numbers",
        "[{ type = difference, channel = broken }] | window.targets[0]: the difference of \"broken\" is added to its last value, and nobody knows a label at the origin; forecast the channel itself",
        "[{ type = expression, name = x, of = \"[a] +\" }] | window.targets[0].of = \"[a] +\": at character 6, the end",
        "[{ type = expression, name = x, of = \"[state]\" }] | window.targets[0].of names \"state\", which holds texts",
      })
  void whatCannotBeForecastIsRefused(String targets, String message) {
    assertThatThrownBy(() -> features(targets))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining(message);
  }
}
