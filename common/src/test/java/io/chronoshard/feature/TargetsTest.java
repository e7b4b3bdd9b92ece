package io.chronoshard.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chronoshard.config.Configuration;
import io.chronoshard.config.ConfigurationReader;
import io.chronoshard.config.FeatureSettings;
import io.chronoshard.config.TargetExamples;
import io.chronoshard.config.TimeAxis;
import io.chronoshard.error.ConfigurationException;
import io.chronoshard.error.DataException;
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
            ]\
            """);
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
            ]\
            """);
    assertThat(features.targets())
        .extracting(Target::known)
        .containsExactly(Known.AT_ORIGIN, Known.LATER, Known.LATER, Known.AT_ORIGIN, Known.LATER);
  }

  /** A temperature is no event where it is above one half. */
  @Test
  void eventsAreOfChannelsThatAreOneOrZero() {
    FeatureSet features =
        features("[{ type = holds, channel = a }, { type = begins, channel = b, within = 2 }]");
    StepTimes times = StepTimes.of(TimeAxis.clock(600_000));
    float[] events = {0, 0, 0, 0, 0, 1, 1, 0, 0, 0, Float.NaN, 0, 0, 0, 0};
    assertThat(features.targets(new Slice(0, 5, events), times, 0, 3).values())
        .containsExactly(0, Float.NaN, 1, 1, Float.NaN, Float.NaN);
    for (float value : new float[] {0.5f, 18.3f, -1}) {
      Slice first = new Slice(6, 5, new float[] {value, 0, 0, 0, 0, 0, value, 0, 0, 0});
      assertThatThrownBy(() -> features.targets(first, times, 6, 7))
          .isInstanceOf(DataException.class)
          .hasMessage(
              "the target \"a\" asks for events, 1 where there is one and 0 elsewhere, and its"
                  + " channel is "
                  + value
                  + " at 1970-01-01T01:00:00Z; forecast { type = passes, channel, above } of it,"
                  + " name a channel of history.labels, or let grid.combine.channels make one value"
                  + " of several by maximum");
    }
    Slice second = new Slice(0, 5, new float[] {0, 0, 0, 0, 0, 0, 0.5f, 0, 0, 0, 0, 0, 0, 0, 0});
    assertThatThrownBy(() -> features.targets(second, times, 0, 3))
        .hasMessageContaining("the target \"b begins\" asks for events");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[a] | channels = [b, life] | features.channels: the input \"life\" is what is left of a"
            + " life, which nobody knows before its end; leave it out",
        "[a] | derived = [{ type = lag, channel = life, steps = 1 }] | features.derived[0]: the"
            + " input \"life\" is what is left",
        "[{ type = remaining-life, channel = broken }] | derived = [{ type = rolling-mean, channel"
            + " = broken, steps = 2 }] | features.derived[0]: the input \"broken\" is a label, and"
            + " what window.targets forecasts",
        "[broken] | derived = [{ type = expression, name = x, of = \"[a] - [broken]\" }], channels"
            + " = [broken] | features.channels, features.derived[0]: the input \"broken\" is a"
            + " label, and what",
        "[{ type = holds, channel = broken }] | channels = [a, broken] | features.channels: the"
            + " input \"broken\" is what window.targets forecasts at the origin itself",
      })
  void labelsThatGiveAwayWhatIsForecastAreRefused(String targets, String inputs, String message) {
    assertThatThrownBy(() -> labels(targets, inputs).require("life", 0))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining(message);
  }

  /** Who counts stops may know of all those so far. */
  @Test
  void thePastOfEventsMayBeAnInput() {
    String events = "[{ type = begins, channel = broken, within = 2 }]";
    LabelCheck check = labels(events, "channels = [a, broken]");
    assertThatCode(() -> check.require("life", 1)).doesNotThrowAnyException();
    assertThat(check.inputs()).containsExactly("broken");
    assertThatCode(() -> labels("[broken, life]", "channels = [a]").require("life", 0))
        .doesNotThrowAnyException();
  }

  @Test
  void inputsThatAreNotWhatTheySeemAreTold() {
    assertThat(notes("channels = [a, broken], derived = [{ type = known, channel = b }]"))
        .containsExactly(
            "labels are inputs, so that each forecast needs to know them up to its origin:"
                + " [broken]");
    assertThat(
            notes(
                "channels = [a], derived = [{ type = known, channel = a }, { type = known, channel"
                    + " = b }, { type = known, channel = state }, { type = lag, channel = b, steps"
                    + " = 1 }]"))
        .containsExactly(
            "always 1 where rows count, as windows are dropped where the same channel is unknown as"
                + " an input: [a known]; set window.unknown to mean and scale what reads the"
                + " channel by standard or robust (features.scale-channels), leave out the channel"
                + " or these, or ingest with grid.fill and grid.indicators to tell filled values"
                + " from read ones");
    assertThat(
            notes(
                "channels = [a], derived = [{ type = known, channel = b }, { type = logarithm,"
                    + " channel = b }]"))
        .hasSize(1);
    assertThat(notes("channels = []")).isEmpty();
  }

  /** An indicator beside its channel tells something where a mean stands in for the channel. */
  @Test
  void indicatorsThatTellNothingAreTold() {
    String known = "channels = [a], derived = [{ type = known, channel = a }]";
    assertThat(notes(known, "mean", "a")).isEmpty();
    assertThat(notes(known, "mean"))
        .containsExactly(
            "always 1 where rows count, as windows are dropped where the same channel is unknown as"
                + " an input: [a known]; scale what reads the channel by standard or robust"
                + " (features.scale-channels), leave out the channel or these, or ingest with"
                + " grid.fill and grid.indicators to tell filled values from read ones");
    String clipped =
        "channels = [a], derived = [{ type = known, channel = a }, { type = clip, channel = a,"
            + " minimum = 0 }]";
    assertThat(notes(clipped, "mean", "a")).hasSize(1);
    assertThat(notes(clipped, "mean", "a", "a clipped from 0.0")).isEmpty();
    assertThat(notes(known, "mask, least-rows = 1", "a"))
        .containsExactly(
            "always 1 where rows count, as those are masked where the same channel is unknown as an"
                + " input: [a known]; set window.unknown to mean and scale what reads the channel"
                + " by standard or robust (features.scale-channels), leave out the channel or"
                + " these, or ingest with grid.fill and grid.indicators to tell filled values from"
                + " read ones");
  }

  private static List<String> notes(String inputs) {
    return notes(inputs, "drop");
  }

  private static List<String> notes(String inputs, String unknown, String... centred) {
    Configuration settings =
        ConfigurationReader.read(
            Optional.empty(),
            List.of(
                "features { " + inputs + " }",
                "window { targets = [a], unknown = " + unknown + " }"));
    return new InputNotes(settings.features(), settings.window(), HISTORY, List.of(centred)).all();
  }

  private static LabelCheck labels(String targets, String inputs) {
    return new LabelCheck(
        ConfigurationReader.read(Optional.empty(), List.of("features { " + inputs + " }"))
            .features(),
        TargetExamples.of(targets),
        HISTORY);
  }

  @Test
  void theChannelsOfTargetsAreRead() {
    assertThat(
            FeatureSet.channelsRead(
                SETTINGS,
                TargetExamples.of(
                    "[{ type = expression, name = x, of = \"[b] * 2\" }, { type = remaining-life,"
                        + " channel = life }]"),
                HISTORY))
        .containsExactly("a", "b", "life");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[c] | window.targets names \"c\", which is no channel of the history",
        "[a, { type = difference, channel = c }] | window.targets[1] names \"c\", which is no"
            + " channel of the history",
        "[state] | window.targets names \"state\", which holds texts; name a channel that holds"
            + " numbers",
        "[{ type = difference, channel = broken }] | window.targets[0]: the difference of"
            + " \"broken\" is added to its last value, and nobody knows a label at the origin;"
            + " forecast the channel itself",
        "[{ type = expression, name = x, of = \"[a] +\" }] | window.targets[0].of = \"[a] +\": at"
            + " character 6, the end",
        "[{ type = expression, name = x, of = \"[state]\" }] | window.targets[0].of names"
            + " \"state\", which holds texts",
      })
  void whatCannotBeForecastIsRefused(String targets, String message) {
    assertThatThrownBy(() -> features(targets))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining(message);
  }
}
