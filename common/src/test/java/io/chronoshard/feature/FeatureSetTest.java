package io.chronoshard.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.math3.random.MersenneTwister;
import org.junit.jupiter.api.Test;

class FeatureSetTest {

  private static final StepTimes TIMES = StepTimes.of(TimeAxis.clock(600_000));

  private static final String DERIVED =
      "features.derived=[{type=lag, channel=b, steps=3}, {type=difference, channel=a, steps=1},"
          + " {type=rolling-mean, channel=c, steps=30 minutes}]";

  @Test
  void inputsAreChannelsThenDerivedThenCalendar() {
    FeatureSet features =
        FeatureSet.of(
            settings("features.channels=[c, a]", DERIVED, "features.calendar=[hour-of-day]"),
            TargetExamples.channels("b"),
            history(RecordedTimes.FROM_STEPS));
    assertThat(features.inputNames())
        .containsExactly(
            "c",
            "a",
            "b 3 steps ago",
            "a change in 1 steps",
            "c mean of 3 steps",
            "hour of day (sine)",
            "hour of day (cosine)");
    assertThat(features.targetNames()).containsExactly("b");
    assertThat(features.lookBack()).isEqualTo(3);
    List<Boolean> scaled = new ArrayList<>();
    for (int input = 0; input < features.inputs().size(); input++) {
      scaled.add(features.isScaled(input));
    }
    assertThat(scaled).containsExactly(true, true, true, true, true, false, false);
  }

  @Test
  void withoutChannelsNamedAllAreInputs() {
    FeatureSet features =
        FeatureSet.of(settings(), TargetExamples.channels("a", "c"), history(RecordedTimes.NONE));
    assertThat(features.inputNames()).containsExactly("a", "b", "c");
    assertThat(features.targetNames()).containsExactly("a", "c");
    assertThat(features.lookBack()).isZero();
  }

  @Test
  void whatAForecasterCannotKnowIsNoInputUnlessItIsNamed() {
    History plain = history(RecordedTimes.FROM_STEPS);
    History labelled =
        new History(
            plain.axis(),
            plain.blockSteps(),
            plain.channels(),
            Map.of(),
            List.of("b"),
            plain.recordedTimes(),
            plain.series(),
            "");
    assertThat(FeatureSet.of(settings(), TargetExamples.channels("b"), labelled).inputNames())
        .containsExactly("a", "c");
    assertThat(FeatureSet.channelsRead(settings(), TargetExamples.channels("a"), labelled))
        .containsExactly("a", "c");
    assertThat(
            FeatureSet.of(settings("features.channels=[b]"), TargetExamples.channels("a"), labelled)
                .inputNames())
        .containsExactly("b");
  }

  @Test
  void whatLiesOutsideOfTheSliceIsUnknown() {
    FeatureSet features =
        FeatureSet.of(
            settings("features.channels=[a]", DERIVED),
            TargetExamples.channels("b"),
            history(RecordedTimes.FROM_STEPS));
    // a counts up, b counts in tens, c is 7
    float[] values = new float[5 * 3];
    for (int step = 0; step < 5; step++) {
      values[step * 3] = step + 1;
      values[step * 3 + 1] = 10 * (step + 1);
      values[step * 3 + 2] = 7;
    }
    Slice grid = new Slice(-2, 3, values);
    float unknown = Float.NaN;
    assertThat(features.inputs(grid, TIMES, -3, 4).values())
        .containsExactly(
            new float[] {
              unknown, unknown, unknown, unknown, 1, unknown, unknown, unknown, 2, unknown, 1,
              unknown, 3, unknown, 1, 7, 4, 10, 1, 7, 5, 20, 1, 7, unknown, unknown, unknown,
              unknown,
            });
    assertThat(features.targets(grid, TIMES, -3, 4).values())
        .containsExactly(new float[] {unknown, 10, 20, 30, 40, 50, unknown});
  }

  @Test
  void aValueDoesNotDependOnWhereTheSliceBegins() {
    FeatureSet features =
        FeatureSet.of(
            settings(DERIVED, "features.calendar=[hour-of-day, day-of-week, day-of-year]"),
            TargetExamples.channels("b"),
            history(RecordedTimes.FROM_STEPS));
    for (int seed = 1; seed <= 50; seed++) {
      MersenneTwister random = new MersenneTwister(new int[] {seed});
      float[] values = new float[60 * 3];
      for (int i = 0; i < values.length; i++) {
        values[i] = random.nextInt(20) == 0 ? Float.NaN : (float) (1e6 * random.nextGaussian());
      }
      Slice whole = new Slice(-20, 3, values);
      int first = random.nextInt(20);
      int steps = features.lookBack() + 1 + random.nextInt(30);
      float[] some = new float[steps * 3];
      System.arraycopy(values, first * 3, some, 0, some.length);
      Slice part = new Slice(-20 + first, 3, some);
      long from = part.fromStep() + features.lookBack();
      assertThat(features.inputs(part, TIMES, from, part.toStep()).values())
          .as("seed %d", seed)
          .containsExactly(features.inputs(whole, TIMES, from, part.toStep()).values());
    }
  }

  @Test
  void onlyChannelsThatSomethingReadsAreLoaded() {
    FeatureSettings settings =
        settings("features.channels=[c]", "features.derived=[{type=lag, channel=a, steps=1}]");
    assertThat(
            FeatureSet.channelsRead(
                settings, TargetExamples.channels("c"), history(RecordedTimes.NONE)))
        .containsExactly("a", "c");
    assertThat(
            FeatureSet.channelsRead(
                settings(), TargetExamples.channels("c"), history(RecordedTimes.NONE)))
        .containsExactly("a", "b", "c");
  }

  @Test
  void aMissingChannelIsNamedBesideThoseThatAreThere() {
    History history = history(RecordedTimes.FROM_STEPS);
    assertThatThrownBy(
            () ->
                FeatureSet.of(
                    settings("features.channels=[a, d]"), TargetExamples.channels("b"), history))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            "features.channels names \"d\", which is no channel of the history;"
                + " there are [a, b, c]");
    assertThatThrownBy(() -> FeatureSet.of(settings(), TargetExamples.channels("e"), history))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            "window.targets names \"e\", which is no channel of the history;"
                + " there are [a, b, c]");
    assertThatThrownBy(
            () ->
                FeatureSet.channelsRead(
                    settings("features.derived=[{type=lag, channel=f, steps=1}]"),
                    TargetExamples.channels("b"),
                    history))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            "features.derived[0] names \"f\", which is no channel of the history;"
                + " there are [a, b, c]");
  }

  @Test
  void aTargetMustBeNamed() {
    assertThatThrownBy(
            () ->
                FeatureSet.of(
                    settings(), TargetExamples.channels(), history(RecordedTimes.FROM_STEPS)))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            "window.targets = []: name the channels to forecast; the history has [a, b, c]");
  }

  @Test
  void aCalendarNeedsTimes() {
    FeatureSettings settings = settings("features.calendar=[day-of-year]");
    assertThatThrownBy(
            () ->
                FeatureSet.of(settings, TargetExamples.channels("a"), history(RecordedTimes.NONE)))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("this history counts rows and has no times")
        .hasMessageContaining("history.time.column");
  }

  private static FeatureSettings settings(String... sets) {
    return ConfigurationReader.read(Optional.empty(), List.of(sets)).features();
  }

  private static History history(RecordedTimes times) {
    return new History(
        times == RecordedTimes.FROM_STEPS ? TimeAxis.clock(600_000) : TimeAxis.rows(),
        4096,
        List.of("a", "b", "c"),
        times,
        List.of(new SeriesExtent("s", 0, 100)),
        "made up");
  }
}
