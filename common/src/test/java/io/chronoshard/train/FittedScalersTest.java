package io.chronoshard.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.chronoshard.block.Block;
import io.chronoshard.config.Configuration;
import io.chronoshard.config.ConfigurationReader;
import io.chronoshard.config.ScaleSettings.Scale;
import io.chronoshard.config.TargetExamples;
import io.chronoshard.config.TimeAxis;
import io.chronoshard.error.ConfigurationException;
import io.chronoshard.feature.FeatureFacts;
import io.chronoshard.feature.FeatureSet;
import io.chronoshard.grid.History;
import io.chronoshard.grid.History.RecordedTimes;
import io.chronoshard.grid.History.SeriesExtent;
import io.chronoshard.scale.Ranges.Range;
import io.chronoshard.scale.ScalePlan;
import io.chronoshard.scale.Scaler;
import io.chronoshard.split.Interval;
import io.chronoshard.split.Part;
import io.chronoshard.split.Parts;
import io.chronoshard.window.MadeUpHistory;
import io.chronoshard.window.WindowLayout;
import io.chronoshard.window.WindowShape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.math3.random.MersenneTwister;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class FittedScalersTest {

  private static final float GONE = Float.NaN;

  private static final String NEVER_CHANGES =
      "scaled over all series, as they never change within one: [c1]";

  private static final List<Scale> SCALES =
      List.of(Scale.MIN_MAX, Scale.ROBUST, Scale.STANDARD, Scale.NONE);

  /** Against lists of values, whatever blocks and shards the rows come in. */
  @RepeatedTest(50)
  void mapsAndRangesAreThoseOfTheTrainingRows(RepetitionInfo repetition) {
    int seed = repetition.getCurrentRepetition();
    MersenneTwister random = new MersenneTwister(seed);
    MadeUpHistory made = MadeUpHistory.random(seed, 3, 4, 0.05);
    String by = random.nextBoolean() ? "all" : "series";
    Scale target = SCALES.get(random.nextInt(4));
    Configuration settings =
        settings(
            "features.scale-channels { c0 = min-max, c1 = robust, c3 = none }",
            "features.scale-targets = " + target.name().toLowerCase(Locale.ROOT).replace('_', '-'),
            "features.scale-by = " + by);
    WindowLayout layout = layout(settings, made, 16 + random.nextInt(40));
    FittedScalers fitted = fitted(settings, made, layout, 1 + random.nextInt(3));

    List<SeriesExtent> all = layout.history().series();
    Scaler inputs = fitted.scalers().inputs();
    for (SeriesExtent one : all) {
      for (int channel = 0; channel < 4; channel++) {
        boolean own = by.equals("series") && values(List.of(one), made, layout, channel).length > 0;
        List<SeriesExtent> meant = own ? List.of(one) : all;
        check(
            inputs.of(one.name()).get(channel),
            SCALES.get(channel),
            values(meant, made, layout, channel));
        if (channel == 0) {
          check(
              fitted.scalers().targets().maps().of(one.name()).get(0),
              target,
              values(meant, made, layout, 0));
        }
      }
    }
    for (int channel = 0; channel < 4; channel++) {
      check(
          inputs.of("unseen").get(channel),
          SCALES.get(channel),
          values(all, made, layout, channel));
      checkRange(fitted.ranges().inputs().get(channel), inputs, channel, made, layout);
    }
    assertThat(fitted.ranges().inputs().get(4)).isEqualTo(Range.UNBOUNDED);
  }

  private static void check(Scaler.Column map, Scale scale, float[] values) {
    double[] sorted = IntStream.range(0, values.length).mapToDouble(i -> values[i]).toArray();
    Arrays.sort(sorted);
    double least = sorted[0];
    double most = sorted[sorted.length - 1];
    switch (scale) {
      case STANDARD -> {
        double mean = Arrays.stream(sorted).average().orElseThrow();
        double variance =
            Arrays.stream(sorted).map(v -> (v - mean) * (v - mean)).average().orElseThrow();
        assertThat(map.shift()).isCloseTo(mean, within(1e-12));
        assertThat(map.divisor()).isCloseTo(least == most ? 1 : Math.sqrt(variance), within(1e-12));
      }
      case MIN_MAX ->
          assertThat(map).isEqualTo(new Scaler.Column(least, least == most ? 1 : most - least));
      case ROBUST -> {
        double width = quantile(sorted, 0.75) - quantile(sorted, 0.25);
        assertThat(map).isEqualTo(new Scaler.Column(quantile(sorted, 0.5), width > 0 ? width : 1));
      }
      case NONE -> assertThat(map).isEqualTo(Scaler.Column.IDENTITY);
    }
  }

  private static double quantile(double[] sorted, double probability) {
    double position = (sorted.length - 1) * probability;
    int below = (int) position;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (sorted[above] - sorted[below]) * (position - below);
  }

  private static void checkRange(
      Range range, Scaler inputs, int channel, MadeUpHistory made, WindowLayout layout) {
    List<Float> scaled = new ArrayList<>();
    List<Double> plain = new ArrayList<>();
    for (SeriesExtent one : layout.history().series()) {
      for (float value : values(List.of(one), made, layout, channel)) {
        scaled.add(inputs.of(one.name()).get(channel).scale(value));
        plain.add((double) value);
      }
    }
    assertThat(range.least()).isEqualTo(scaled.stream().min(Float::compare).orElseThrow());
    assertThat(range.most()).isEqualTo(scaled.stream().max(Float::compare).orElseThrow());
    assertThat(range.minimum()).isEqualTo(plain.stream().min(Double::compare).orElseThrow());
    assertThat(range.maximum()).isEqualTo(plain.stream().max(Double::compare).orElseThrow());
    assertThat(scaled).noneMatch(range::isLeftBy);
    assertThat(range.isLeftBy(Math.nextUp(range.most()))).isTrue();
    assertThat(range.isLeftBy(Math.nextDown(range.least()))).isTrue();
    assertThat(range.isLeftBy(GONE)).isFalse();
  }

  /** Known values of the training parts of some series. */
  private static float[] values(
      List<SeriesExtent> series, MadeUpHistory made, WindowLayout layout, int channel) {
    List<Float> values = new ArrayList<>();
    for (SeriesExtent one : series) {
      Interval training = layout.parts().of(Part.TRAINING, one);
      for (long step = training.from(); step < training.to(); step++) {
        float value = made.value(one.name(), step, channel);
        if (!Float.isNaN(value)) {
          values.add(value);
        }
      }
    }
    float[] array = new float[values.size()];
    for (int i = 0; i < array.length; i++) {
      array[i] = values.get(i);
    }
    return array;
  }

  @Test
  void whereTheQuartilesAreEqualOnlyTheMedianIsTakenAwayAndItIsTold() {
    // Training is the first half: c1 is 0 but once, c0 changes.
    float[] values = {1, 0, 3, 0, 5, 9, 2, 0, 4, 0, 7, 0, 8, 3, 8, 4, 8, 5, 8, 6, 8, 7, 8, 8};
    MadeUpHistory made = MadeUpHistory.single(0, 2, values);
    Configuration settings = settings("features.scale = robust");
    FittedScalers fitted = fitted(settings, made, layout(settings, made, 16), 1);
    assertThat(fitted.notes())
        .containsExactly(
            "half of the training part or more is one value, so that robust scaling only takes it away: [c1]");
    assertThat(fitted.scalers().inputs().columns().get(1)).isEqualTo(new Scaler.Column(0, 1));
  }

  @Test
  void whatNeverChangesInSomeSeriesIsTold() {
    MadeUpHistory made = MadeUpHistory.random(3, 3, 2, 0.01).withConstant("s1", 1, 4);
    Configuration settings = settings("features.scale-by = series");
    FittedScalers fitted = fitted(settings, made, layout(settings, made, 64), 2);
    assertThat(fitted.notes())
        .containsExactly(
            "constant in the training part of some series, where scaling by series only takes the"
                + " value away (column=series): {c1=1}");
    assertThat(fitted.scalers().inputs().of("s1").get(1)).isEqualTo(new Scaler.Column(4, 1));
  }

  /** The diameter of a machine, say: by series there would be nothing left of it to learn from. */
  @Test
  void whatNeverChangesWithinASeriesIsScaledOverAll() {
    MadeUpHistory made =
        MadeUpHistory.random(3, 3, 2, 0.01)
            .withConstant("s0", 1, 4)
            .withConstant("s1", 1, 8)
            .withConstant("s2", 1, 8);
    for (String scale : List.of("standard", "robust", "min-max")) {
      Configuration settings = settings("features.scale-by = series", "features.scale = " + scale);
      FittedScalers fitted = fitted(settings, made, layout(settings, made, 64), 2);
      Scaler inputs = fitted.scalers().inputs();
      assertThat(fitted.notes()).contains(NEVER_CHANGES);
      Scaler.Column over = inputs.columns().get(1);
      assertThat(over.scale(4)).isLessThan(over.scale(8));
      for (String series : List.of("s0", "s1", "s2", "one more")) {
        assertThat(inputs.of(series).get(1)).as(series).isEqualTo(over);
      }
      assertThat(inputs.of("s1").get(0)).isNotEqualTo(inputs.of("s2").get(0));
      assertThat(fitted.ranges().inputs().get(1).isLeftBy(over.scale(4))).isFalse();
      assertThat(fitted.ranges().inputs().get(1).isLeftBy(over.scale(9))).isTrue();
    }
  }

  @Test
  void moreColumnsThanAreCountedAtATimeAreScaledAllTheSame() {
    MadeUpHistory made = MadeUpHistory.random(7, 2, 70, 0.01);
    Configuration settings = settings("features.scale = robust");
    WindowLayout layout = layout(settings, made, 64);
    FittedScalers fitted = fitted(settings, made, layout, 2);
    List<SeriesExtent> all = layout.history().series();
    for (int channel = 0; channel < 70; channel++) {
      check(
          fitted.scalers().inputs().columns().get(channel),
          Scale.ROBUST,
          values(all, made, layout, channel));
    }
    check(
        fitted.scalers().targets().maps().columns().get(0),
        Scale.ROBUST,
        values(all, made, layout, 0));
  }

  @Test
  void tooManySeriesToTellApartAreRefused() {
    List<SeriesExtent> series =
        IntStream.rangeClosed(0, 100_000)
            .mapToObj(i -> new SeriesExtent(String.format(Locale.ROOT, "s%06d", i), 0, 50))
            .toList();
    History history =
        new History(
            TimeAxis.clock(600_000), 16, List.of("c0"), RecordedTimes.FROM_STEPS, series, "");
    assertThatThrownBy(
            () ->
                TrainingDesign.of(
                    settings("features.scale-by = series"), history, FeatureFacts.NONE))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            "features.scale-by = series: the history has 100001 series, and statistics are kept of"
                + " at most 100000; set it to all");
  }

  private static Configuration settings(String... sets) {
    return ConfigurationReader.read(
        Optional.empty(),
        Stream.concat(
                Stream.of(
                    "features.calendar = [hour-of-day]",
                    "window { length = 2, lead = 1, targets = [c0] }"),
                Stream.of(sets))
            .toList());
  }

  private static WindowLayout layout(Configuration settings, MadeUpHistory made, int blockSteps) {
    History history = made.description(blockSteps);
    return WindowLayout.forTraining(
        history,
        FeatureSet.of(settings.features(), TargetExamples.channels("c0"), history),
        WindowShape.of(settings.window(), history.axis()),
        Parts.of(settings.split(), history));
  }

  private static FittedScalers fitted(
      Configuration settings, MadeUpHistory made, WindowLayout layout, int shards) {
    List<List<Block>> dealt = new ArrayList<>();
    for (int shard = 0; shard < shards; shard++) {
      dealt.add(new ArrayList<>());
    }
    int next = 0;
    for (Block block : made.blocks(layout, layout.rows(Part.TRAINING))) {
      dealt.get(next++ % shards).add(block);
    }
    return FittedScalers.of(
        new LocalRows(layout, dealt),
        ScalePlan.of(settings.features().scale(), layout.features()),
        layout.features(),
        settings.model().ends().outputs());
  }
}
