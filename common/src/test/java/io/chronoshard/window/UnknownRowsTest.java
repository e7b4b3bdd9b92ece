package io.chronoshard.window;

import static org.assertj.core.api.Assertions.assertThat;

import io.chronoshard.block.Block;
import io.chronoshard.config.Configuration;
import io.chronoshard.config.ConfigurationReader;
import io.chronoshard.config.TargetExamples;
import io.chronoshard.feature.FeatureSet;
import io.chronoshard.grid.History;
import io.chronoshard.grid.History.SeriesExtent;
import io.chronoshard.scale.Ranges;
import io.chronoshard.scale.Ranges.Range;
import io.chronoshard.scale.Scaler;
import io.chronoshard.scale.TargetScalerExamples;
import io.chronoshard.split.Interval;
import io.chronoshard.split.Part;
import io.chronoshard.split.Parts;
import io.chronoshard.window.BlockWindows.Needs;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.commons.math3.random.MersenneTwister;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Windows of which rows are unknown, or lie before their series: masked, filled in or dropped. */
class UnknownRowsTest {

  private static final Scaler.Column SCALE = new Scaler.Column(0.5, 4);
  private static final Scaler INPUTS = new Scaler(List.of(SCALE, SCALE, SCALE));
  private static final Scaler TARGETS = new Scaler(List.of(Scaler.Column.IDENTITY));

  private static WindowShape shape(MersenneTwister random) {
    List<Rows> inputs = new ArrayList<>();
    for (int input = 0; input <= random.nextInt(3); input++) {
      int count = 1 + random.nextInt(40);
      inputs.add(
          Rows.back(count, 1 + random.nextInt(3), columns(random)).with(rule(count, random)));
    }
    if (random.nextBoolean()) {
      inputs.add(
          Rows.ahead(1, 2, 3, columns(random))
              .with(random.nextBoolean() ? UnknownRows.DROP : filled()));
    }
    return new WindowShape(
        inputs,
        1 + random.nextInt(3),
        List.of(Rows.ahead(random.nextInt(3), 1, 1 + random.nextInt(3), List.of())));
  }

  private static UnknownRows filled() {
    return new UnknownRows.Fill(List.of(2, 0));
  }

  private static UnknownRows rule(int count, MersenneTwister random) {
    return switch (random.nextInt(6)) {
      case 0 -> UnknownRows.DROP;
      case 1 -> filled();
      default -> new UnknownRows.Mask(1 + random.nextInt(count + 2));
    };
  }

  /** Some of three columns, in any order; none stand for all. */
  private static List<Integer> columns(MersenneTwister random) {
    List<Integer> some = new ArrayList<>();
    for (int column : List.of(2, 0, 1)) {
      if (random.nextInt(3) > 0) {
        some.add(column);
      }
    }
    return some;
  }

  private static WindowLayout layout(
      MadeUpHistory made, WindowShape shape, int blockSteps, String inputs) {
    Configuration settings =
        ConfigurationReader.read(Optional.empty(), List.of("split.inputs = " + inputs));
    History history = made.description(blockSteps);
    return WindowLayout.forTraining(
        history,
        FeatureSet.of(settings.features(), TargetExamples.channels("c0"), history),
        shape,
        Parts.of(settings.split(), history));
  }

  /** Every window of a rule as text, by series and origin. */
  private static Map<String, String> found(
      MadeUpHistory made, WindowLayout layout, OriginRule rule, Needs needs) {
    Minibatch minibatch = new Minibatch(2, layout.shape(), 3, TargetScalerExamples.values(TARGETS));
    TreeMap<String, String> found = new TreeMap<>();
    for (Block block : made.blocks(layout, rule)) {
      WindowSet set = new WindowSet(List.of(layout.windows(block.scaled(INPUTS), rule, needs)));
      for (int window = 0; window < set.size(); window++) {
        minibatch.fillInputs(set, new int[] {window}, 0, 1);
        StringBuilder text = new StringBuilder();
        for (int input = 0; input < layout.shape().inputs().size(); input++) {
          Rows rows = layout.shape().inputs().get(input);
          text.append(Arrays.toString(Arrays.copyOf(minibatch.inputs(input), rows.values(3))));
          if (rows.isMasked()) {
            text.append(Arrays.toString(Arrays.copyOf(minibatch.mask(input), rows.count())));
          }
        }
        found.put(block.id().series() + " " + set.origin(window), text.toString());
      }
    }
    return found;
  }

  /** The same by looking at every step. */
  private static Map<String, String> defined(
      MadeUpHistory made, WindowLayout layout, Part part, String inputs) {
    WindowShape shape = layout.shape();
    TreeMap<String, String> defined = new TreeMap<>();
    for (SeriesExtent series : layout.history().series()) {
      Interval steps = layout.parts().of(part, series);
      Origins origins = layout.part(part).of(series);
      for (long origin = series.fromStep(); origin < series.toStep(); origin++) {
        boolean fits =
            !steps.isEmpty()
                && Math.floorMod(origin - origins.anchor(), shape.stride()) == 0
                && origin + shape.inputsAhead() < steps.to();
        for (Rows head : shape.heads()) {
          fits &= origin + head.first() >= steps.from() && origin + head.last() < steps.to();
          for (int row = 0; row < head.count(); row++) {
            fits &= !Float.isNaN(made.value(series.name(), origin + head.at(row), 0));
          }
        }
        // What lies before a series is in no part, and so in none that is left out.
        boolean staysInside = part == Part.TRAINING || inputs.equals("inside");
        for (Rows rows : shape.inputs()) {
          fits &=
              !staysInside
                  || steps.from() == series.fromStep()
                  || origin + rows.first() >= steps.from();
        }
        Optional<String> values = fits ? values(made, series, origin, shape) : Optional.empty();
        values.ifPresent(
            text ->
                defined.put(series.name() + " " + text.split("@", 2)[0], text.split("@", 2)[1]));
      }
    }
    return defined;
  }

  private static Optional<String> values(
      MadeUpHistory made, SeriesExtent series, long origin, WindowShape shape) {
    StringBuilder text = new StringBuilder(origin + "@");
    for (Rows rows : shape.inputs()) {
      List<Integer> columns = rows.columns().isEmpty() ? List.of(0, 1, 2) : rows.columns();
      List<Float> values = new ArrayList<>();
      List<Float> mask = new ArrayList<>();
      int filledIn = 0;
      int mayBeFilled = 0;
      for (int row = 0; row < rows.count(); row++) {
        long step = origin + rows.at(row);
        List<Float> own = new ArrayList<>();
        for (int column : columns) {
          float value = SCALE.scale(made.value(series.name(), step, column));
          if (rows.unknown() instanceof UnknownRows.Fill && column != 1) {
            mayBeFilled++;
            filledIn += Float.isNaN(value) ? 1 : 0;
            value = Float.isNaN(value) ? 0 : value;
          }
          own.add(value);
        }
        boolean counts = own.stream().noneMatch(value -> value.isNaN());
        boolean isNeeded =
            !(rows.unknown() instanceof UnknownRows.Mask rule)
                || row >= rows.count() - rule.least();
        if (isNeeded && (!counts || step < series.fromStep())) {
          return Optional.empty();
        }
        own.forEach(value -> values.add(counts ? value : 0f));
        mask.add(counts ? 1f : 0f);
      }
      if (mayBeFilled > 0 && filledIn == mayBeFilled) {
        return Optional.empty();
      }
      text.append(values);
      text.append(rows.isMasked() ? mask : "");
    }
    return Optional.of(text.toString());
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void exactlyTheDefinedWindowsAreFoundWhateverTheBlocks(int seed) {
    for (int trial = 0; trial < 4; trial++) {
      MersenneTwister random = new MersenneTwister(new int[] {seed, trial});
      MadeUpHistory made =
          MadeUpHistory.random(seed + trial, 1 + random.nextInt(3), 3, 0.3 * random.nextDouble());
      WindowShape shape = shape(random);
      String inputs = random.nextBoolean() ? "before" : "inside";
      for (int blockSteps : new int[] {1, 7, 32, 1024}) {
        WindowLayout layout = layout(made, shape, blockSteps, inputs);
        for (Part part : Part.values()) {
          Map<String, String> found =
              found(made, layout, layout.part(part), Needs.INPUTS_AND_TARGETS);
          assertThat(found)
              .as("trial %d, %s, %s, blocks of %d", trial, part, shape, blockSteps)
              .isEqualTo(defined(made, layout, part, inputs));
        }
      }
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(ints = {1, 2, 3, 4, 5, 6})
  void noiseAfterAnOriginReachesNoRow(int seed) {
    MersenneTwister random = new MersenneTwister(seed);
    MadeUpHistory made = MadeUpHistory.random(seed, 2, 3, 0.1);
    WindowShape shape =
        new WindowShape(
            List.of(
                Rows.back(30, 2, List.of()).with(new UnknownRows.Mask(1 + random.nextInt(3))),
                Rows.back(5, 1, List.of(0)).with(filled())),
            1,
            List.of(Rows.ahead(1, 1, 1, List.of())));
    WindowLayout layout = layout(made, shape, 16, "before");
    Map<String, String> honest = found(made, layout, layout.everywhere(), Needs.INPUTS);
    for (long origin = layout.history().fromStep() + seed;
        origin < layout.history().toStep();
        origin += 17) {
      MadeUpHistory disturbed = made.disturbedFrom(origin + 1, seed + origin);
      Map<String, String> after = found(disturbed, layout, layout.everywhere(), Needs.INPUTS);
      assertThat(upTo(origin, after)).as("origin %d", origin).isEqualTo(upTo(origin, honest));
    }
  }

  private static Map<String, String> upTo(long origin, Map<String, String> windows) {
    TreeMap<String, String> some = new TreeMap<>(windows);
    some.keySet().removeIf(key -> Long.parseLong(key.substring(key.indexOf(' ') + 1)) > origin);
    return some;
  }

  /** A series of five steps, and a window of eight rows of which two must be known. */
  @Test
  void aSeriesShorterThanTheWindowHasWindows() {
    float[] values = {1, 2, 3, Float.NaN, 5, 6, 7};
    MadeUpHistory made = MadeUpHistory.single(0, 1, values);
    WindowShape shape =
        new WindowShape(
            List.of(Rows.back(8, 1, List.of()).with(new UnknownRows.Mask(2))),
            1,
            List.of(Rows.ahead(1, 1, 1, List.of())));
    WindowLayout layout = layout(made, shape, 4, "before");
    assertThat(shape.reach()).isEqualTo(7);
    assertThat(shape.leastReach()).isEqualTo(1);
    assertThat(shape.span()).isEqualTo(3);
    List<Long> origins = new ArrayList<>();
    WindowCounts counts = WindowCounts.NONE;
    for (Block block : made.blocks(layout, layout.everyStep())) {
      BlockWindows windows = layout.windows(block, layout.everyStep(), Needs.INPUTS);
      for (int origin : windows.origins()) {
        origins.add(block.coreFrom() + origin);
      }
      counts = counts.plus(windows.counts());
    }
    assertThat(origins).containsExactly(1L, 2L, 5L, 6L);
    assertThat(counts).isEqualTo(new WindowCounts(6, 4, 2, 0));
  }

  @Test
  void aRowThatDoesNotCountLeavesNoRange() {
    float[] values = {0, 0, 9, Float.NaN, 0, 0, 0, 0};
    MadeUpHistory made = MadeUpHistory.single(0, 2, values);
    WindowShape shape =
        new WindowShape(
            List.of(Rows.back(3, 1, List.of()).with(new UnknownRows.Mask(1))),
            1,
            List.of(Rows.ahead(1, 1, 1, List.of())));
    WindowLayout layout = layout(made, shape, 16, "before");
    Range narrow = new Range(-1, 1, -1, 1);
    OutsideRange outside =
        new OutsideRange(shape, List.of("c0", "c1"), new Ranges(List.of(narrow, narrow)));
    Block block = made.blocks(layout, layout.everyStep()).get(0);
    BlockWindows windows = layout.windows(block, layout.everyStep(), Needs.INPUTS);
    assertThat(windows.origins()).containsExactly(0, 2, 3);
    assertThat(outside.of(windows)).containsExactly(List.of(), List.of(), List.of());
  }

  @Test
  void whatIsAlwaysKnownKeepsNoWindowThatKnowsNothingElse() {
    float[] values = new float[30];
    Arrays.fill(values, Float.NaN);
    values[10] = 4;
    for (int i = 1; i < values.length; i += 2) {
      values[i] = 1;
    }
    MadeUpHistory made = MadeUpHistory.single(0, 2, values);
    WindowShape shape =
        new WindowShape(
            List.of(Rows.back(3, 1, List.of()).with(new UnknownRows.Fill(List.of(0)))),
            1,
            List.of(Rows.ahead(1, 1, 1, List.of())));
    WindowLayout layout = layout(made, shape, 16, "before");
    Block block = made.blocks(layout, layout.everyStep()).get(0);
    BlockWindows windows = layout.windows(block, layout.everyStep(), Needs.INPUTS);
    assertThat(windows.origins()).containsExactly(5, 6, 7);
    Minibatch minibatch = new Minibatch(3, shape, 2, TargetScalerExamples.values(TARGETS));
    minibatch.fillInputs(new WindowSet(List.of(windows)), new int[] {0, 1, 2}, 0, 3);
    assertThat(minibatch.inputs(0))
        .containsExactly(0, 1, 0, 1, 4, 1, 0, 1, 4, 1, 0, 1, 4, 1, 0, 1, 0, 1);
    assertThat(minibatch.mask(0)).isEmpty();
  }
}
