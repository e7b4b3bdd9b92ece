package io.chronoshard.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.chronoshard.config.ConfigurationReader;
import io.chronoshard.config.FeatureSettings;
import io.chronoshard.config.TargetExamples;
import io.chronoshard.config.TimeAxis;
import io.chronoshard.error.ConfigurationException;
import io.chronoshard.grid.History;
import io.chronoshard.grid.History.RecordedTimes;
import io.chronoshard.grid.History.SeriesExtent;
import io.chronoshard.grid.Slice;
import io.chronoshard.grid.StepTimes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.math3.random.MersenneTwister;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DerivedColumnsTest {

  private static final TimeAxis AXIS = TimeAxis.clock(600_000);

  /** A setting and the same column, written down plainly. */
  private record Case(String setting, Plain plain) {}

  private interface Plain {
    double at(float[][] channels, int step);
  }

  @RepeatedTest(100)
  void everyKindGivesWhatAPlainLoopGives(RepetitionInfo repetition) {
    MersenneTwister random = new MersenneTwister(repetition.getCurrentRepetition());
    float[][] channels = channels(random, 3, 60);
    List<Case> cases = cases(random);
    List<String> settings = cases.stream().map(Case::setting).toList();
    FeatureSet features =
        FeatureSet.of(
            settings("features.derived = [" + String.join(", ", settings) + "]"),
            TargetExamples.channels("a"),
            history());

    Slice inputs = features.inputs(grid(channels), StepTimes.of(AXIS), 0, 60);

    for (int i = 0; i < cases.size(); i++) {
      int lookBack = features.inputs().get(3 + i).lookBack();
      for (int step = 0; step < 60; step++) {
        float expected =
            step < lookBack ? Float.NaN : (float) cases.get(i).plain.at(channels, step);
        assertThat(inputs.at(step, 3 + i))
            .as("%s at step %d", settings.get(i), step)
            .isEqualTo(Float.valueOf(expected));
      }
    }
  }

  private static List<Case> cases(MersenneTwister random) {
    int n = 2 + random.nextInt(9);
    double low = random.nextInt(100) / 64.0 - 1;
    List<Case> cases = new ArrayList<>();
    cases.add(new Case("{ type = lag, channel = b, steps = " + n + " }", (c, s) -> c[1][s - n]));
    cases.add(
        new Case(
            "{ type = difference, channel = a, steps = " + n + " }",
            (c, s) -> (double) c[0][s] - c[0][s - n]));
    cases.add(rolling("mean", n, DerivedColumnsTest::mean));
    cases.add(
        rolling(
            "deviation",
            n,
            values -> {
              double mean = mean(values);
              double squares = 0;
              for (double value : values) {
                squares += (value - mean) * (value - mean);
              }
              return Math.sqrt(squares / values.length);
            }));
    cases.add(
        rolling(
            "minimum",
            n,
            values -> known(values) ? Arrays.stream(values).min().orElseThrow() : Double.NaN));
    cases.add(
        rolling(
            "maximum",
            n,
            values -> known(values) ? Arrays.stream(values).max().orElseThrow() : Double.NaN));
    cases.add(
        new Case(
            "{ type = logarithm, channel = a, offset = " + low + " }",
            (c, s) -> c[0][s] + low > 0 ? StrictMath.log(c[0][s] + low) : Double.NaN));
    cases.add(
        new Case(
            "{ type = clip, channel = b, minimum = " + low + " }",
            (c, s) -> c[1][s] < low ? low : c[1][s]));
    cases.add(
        new Case(
            "{ type = clip, channel = b, minimum = " + low + ", maximum = 1 }",
            (c, s) -> c[1][s] < low ? low : c[1][s] > 1 ? 1 : c[1][s]));
    cases.add(new Case("{ type = known, channel = c }", (c, s) -> Float.isNaN(c[2][s]) ? 0 : 1));
    cases.add(
        new Case(
            "{ type = expression, name = e, of = \"[a] / ([b] - [c]) - 3\" }",
            (c, s) -> c[0][s] / ((double) c[1][s] - c[2][s]) - 3));
    return cases;
  }

  private interface Statistic {
    double of(double[] values);
  }

  private static Case rolling(String name, int steps, Statistic statistic) {
    return new Case(
        "{ type = rolling-" + name + ", channel = c, steps = " + 10 * steps + " minutes }",
        (c, s) -> {
          double[] values = new double[steps];
          for (int i = 0; i < steps; i++) {
            values[i] = c[2][s - steps + 1 + i];
          }
          return statistic.of(values);
        });
  }

  private static double mean(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum / values.length;
  }

  private static boolean known(double[] values) {
    return Arrays.stream(values).noneMatch(Double::isNaN);
  }

  @ParameterizedTest
  @CsvSource({"0, 0, 1", "90, 1, 0", "180, 0, -1", "270, -1, 0", "-90, -1, 0", "450, 1, 0"})
  void aDirectionHasTwoComponents(float degrees, float sine, float cosine) {
    FeatureSet features =
        FeatureSet.of(
            settings(
                "features.channels = [c]",
                "features.derived = [{ type = components, channel = a },"
                    + " { type = components, channel = a, speed = b }]"),
            TargetExamples.channels("a"),
            history());
    assertThat(features.inputNames())
        .containsExactly("c", "a sine", "a cosine", "a sine × b", "a cosine × b");
    float[] row = row(features, degrees, 3, 0);
    float[] expected = {0, sine, cosine, 3 * sine, 3 * cosine};
    assertThat(row).containsExactly(expected, within(1e-6f));
    assertThat(row(features, Float.NaN, 3, 0)[1]).isNaN();
    assertThat(row(features, degrees, Float.NaN, 0)[1]).isNotNaN();
    assertThat(row(features, degrees, Float.NaN, 0)[3]).isNaN();
  }

  @Test
  void columnsAreNamedByWhatTheyAre() {
    FeatureSet features =
        FeatureSet.of(
            settings(
                "features.channels = [c]",
                """
                features.derived = [
                  { type = logarithm, channel = a }, { type = logarithm, channel = a, offset = 1 }
                  { type = clip, channel = a, minimum = 0 }, { type = clip, channel = a, maximum = 2.5 }
                  { type = clip, channel = a, minimum = 0, maximum = 1 }, { type = known, channel = b }
                  { type = expression, name = "dew point spread", of = "[a] - [b]" }
                ]"""),
            TargetExamples.channels("a"),
            history());
    assertThat(features.inputNames())
        .containsExactly(
            "c",
            "ln a",
            "ln (a + 1.0)",
            "a clipped from 0.0",
            "a clipped to 2.5",
            "a clipped from 0.0 to 1.0",
            "b known",
            "dew point spread");
    assertThat(features.isScaled(6)).isFalse();
    assertThat(features.isScaled(7)).isTrue();
  }

  @Test
  void onlyChannelsThatSomethingReadsAreLoaded() {
    assertThat(
            FeatureSet.channelsRead(
                settings(
                    "features.channels = [a]",
                    "features.derived = [{ type = expression, name = e, of = \"abs([c])\" }]"),
                TargetExamples.channels("a"),
                history()))
        .containsExactly("a", "c");
    assertThat(
            FeatureSet.channelsRead(
                settings(
                    "features.channels = [a]",
                    "features.derived = [{ type = components, channel = a, speed = b }]"),
                TargetExamples.channels("a"),
                history()))
        .containsExactly("a", "b");
  }

  @Test
  void whatIsNotThereIsToldWithItsPlace() {
    assertRefused(
        "{ type = known, channel = b }, { type = components, channel = a, speed = d }",
        "features.derived[1] names \"d\", which is no channel of the history; there are [a, b, c]");
    assertRefused(
        "{ type = expression, name = e, of = \"[a] + [d]\" }",
        "features.derived[0].of names \"d\", which is no channel of the history");
    assertRefused(
        "{ type = expression, name = c, of = \"[a]\" }",
        "two inputs are named \"c\"; leave one out, or give an expression another name");
    assertRefused(
        "{ type = known, channel = b }, { type = known, channel = b }",
        "two inputs are named \"b known\"");
  }

  @Test
  void settingsThatCannotBeAreToldBeforeAnythingIsRead() {
    assertThatThrownBy(
            () ->
                settings(
                    "features.derived = [{ type = clip, channel = a },"
                        + " { type = clip, channel = a, minimum = 2, maximum = 2 },"
                        + " { type = rolling-deviation, channel = a, steps = 1 },"
                        + " { type = known, channel = a, steps = 1 }]",
                    "features.harmonics = 0",
                    "features.holidays.pattern = \"yyyy-bb\""))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("features.derived[0].minimum")
        .hasMessageContaining("must be given, or maximum, or both")
        .hasMessageContaining("features.derived[1].minimum")
        .hasMessageContaining("must lie below maximum = 2.0")
        .hasMessageContaining("features.derived[2].steps")
        .hasMessageContaining("must be a number of steps from 2")
        .hasMessageContaining("features.derived[3].steps")
        .hasMessageContaining("features.harmonics")
        .hasMessageContaining("features.holidays.pattern")
        .hasMessageContaining("must be a pattern of dates");
  }

  @Test
  void whetherTextsAreKnownIsAnInputToo() {
    History texts =
        new History(
            AXIS,
            16,
            List.of("a", "b", "c"),
            Map.of("b", List.of("x", "y")),
            List.of(),
            RecordedTimes.FROM_STEPS,
            List.of(new SeriesExtent("s", 0, 60)),
            "");
    FeatureSet features =
        FeatureSet.of(
            settings(
                "features.channels = [a]", "features.derived = [{ type = known, channel = b }]"),
            TargetExamples.channels("a"),
            texts);
    assertThat(row(features, 1, 0, 1)).containsExactly(1, 1);
    assertThat(row(features, 1, Float.NaN, 1)).containsExactly(1, 0);
  }

  private static void assertRefused(String derived, String message) {
    assertThatThrownBy(
            () ->
                FeatureSet.of(
                    settings("features.derived = [" + derived + "]"),
                    TargetExamples.channels("a"),
                    history()))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining(message);
  }

  private static float[] row(FeatureSet features, float... values) {
    return features.inputs(new Slice(7, 3, values), StepTimes.of(AXIS), 7, 8).values();
  }

  private static float[][] channels(MersenneTwister random, int channels, int steps) {
    float[][] values = new float[channels][steps];
    for (float[] channel : values) {
      for (int i = 0; i < steps; i++) {
        channel[i] = random.nextInt(20) == 0 ? Float.NaN : (float) random.nextGaussian();
      }
    }
    return values;
  }

  private static Slice grid(float[][] channels) {
    float[] values = new float[channels.length * channels[0].length];
    for (int i = 0; i < values.length; i++) {
      values[i] = channels[i % channels.length][i / channels.length];
    }
    return new Slice(0, channels.length, values);
  }

  private static FeatureSettings settings(String... sets) {
    return ConfigurationReader.read(Optional.empty(), List.of(sets)).features();
  }

  private static History history() {
    return new History(
        AXIS,
        16,
        List.of("a", "b", "c"),
        RecordedTimes.FROM_STEPS,
        List.of(new SeriesExtent("s", 0, 60)),
        "");
  }
}
