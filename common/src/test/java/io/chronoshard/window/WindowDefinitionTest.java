package io.chronoshard.window;

import static org.assertj.core.api.Assertions.assertThat;

import io.chronoshard.block.Block;
import io.chronoshard.config.Configuration;
import io.chronoshard.config.ConfigurationReader;
import io.chronoshard.config.SplitSettings.Inputs;
import io.chronoshard.config.TargetExamples;
import io.chronoshard.feature.FeatureSet;
import io.chronoshard.grid.History;
import io.chronoshard.grid.History.SeriesExtent;
import io.chronoshard.scale.Scaler;
import io.chronoshard.scale.TargetScalerExamples;
import io.chronoshard.split.Interval;
import io.chronoshard.split.Part;
import io.chronoshard.split.Parts;
import io.chronoshard.window.BlockWindows.Needs;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.math3.random.MersenneTwister;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The windows that are found, against their definition, tried at every step of every series. */
class WindowDefinitionTest {

  private static final int LAG = 3;
  private static final Scaler.Column SCALE = new Scaler.Column(0.5, 4);

  private record Window(String series, long origin, List<Float> inputs, List<Float> targets) {}

  private record Found(List<Window> windows, WindowCounts counts) {}

  @ParameterizedTest
  @EnumSource
  void exactlyTheDefinedWindowsAreFoundAndCounted(Inputs inputs) {
    for (int seed = 1; seed <= 25; seed++) {
      MersenneTwister random = new MersenneTwister(new int[] {seed});
      MadeUpHistory made = MadeUpHistory.random(seed, 1 + random.nextInt(3), 2, 0.02);
      WindowShape shape = shape(random);
      Configuration configuration = configuration(split(random, made, inputs));
      for (int blockSteps : new int[] {16, 33, 1024}) {
        WindowLayout layout = layout(made, shape, configuration, blockSteps);
        for (Part part : Part.values()) {
          String what = "seed " + seed + ", " + part + ", " + shape + ", blocks of " + blockSteps;
          Found defined = defined(made, layout, part);
          Found found = found(made, layout, part);
          assertThat(origins(found)).as(what).isEqualTo(origins(defined));
          assertThat(found.windows()).as(what).isEqualTo(defined.windows());
          assertThat(found.counts()).as(what).isEqualTo(defined.counts());
          WindowCounts counts = found.counts();
          assertThat(counts.used() + counts.unknownInput() + counts.unknownTarget())
              .as(what)
              .isEqualTo(counts.possible());
          assertThat(counts.used()).as(what).isEqualTo(found.windows().size());
        }
      }
    }
  }

  private static WindowShape shape(MersenneTwister random) {
    return new WindowShape(
        1 + random.nextInt(6),
        1 + random.nextInt(3),
        1 + random.nextInt(5),
        random.nextInt(12),
        1 + random.nextInt(3),
        1 + random.nextInt(3));
  }

  private static List<String> split(MersenneTwister random, MadeUpHistory made, Inputs inputs) {
    String rule = "split.inputs=" + inputs.name().toLowerCase(Locale.ROOT);
    if (random.nextInt(4) > 0) {
      double training = random.nextDouble();
      double validation = (1 - training) * random.nextDouble();
      return List.of(
          rule, "split.fraction={training=" + training + ", validation=" + validation + "}");
    }
    List<String> names = made.description(1).series().stream().map(SeriesExtent::name).toList();
    return List.of(
        rule,
        "split.by=series",
        "split.series.validation=" + names.subList(0, Math.min(1, names.size() - 1)),
        "split.series.test=" + names.subList(Math.min(1, names.size() - 1), names.size() - 1));
  }

  private static Configuration configuration(List<String> split) {
    List<String> sets = new ArrayList<>(split);
    sets.add("features.channels=[c1]");
    sets.add("features.derived=[{type=lag, channel=c0, steps=" + LAG + "}]");
    return ConfigurationReader.read(Optional.empty(), sets);
  }

  private static WindowLayout layout(
      MadeUpHistory made, WindowShape shape, Configuration configuration, int blockSteps) {
    History history = made.description(blockSteps);
    return WindowLayout.forTraining(
        history,
        FeatureSet.of(configuration.features(), TargetExamples.channels("c0"), history),
        shape,
        Parts.of(configuration.split(), history));
  }

  private static List<String> origins(Found found) {
    return found.windows().stream().map(window -> window.series() + " " + window.origin()).toList();
  }

  private static Found found(MadeUpHistory made, WindowLayout layout, Part part) {
    WindowShape shape = layout.shape();
    Scaler inputScaler = new Scaler(List.of(SCALE, SCALE));
    Minibatch minibatch = new Minibatch(5, shape, 2, TargetScalerExamples.values(SCALE));
    List<Window> windows = new ArrayList<>();
    WindowCounts counts = WindowCounts.NONE;
    for (Block block : made.blocks(layout, layout.part(part))) {
      BlockWindows found =
          layout.windows(block.scaled(inputScaler), layout.part(part), Needs.INPUTS_AND_TARGETS);
      counts = counts.plus(found.counts());
      WindowSet set = new WindowSet(List.of(found));
      int[] order = EpochOrder.ascending(set.size());
      for (int from = 0; from < order.length; from += 5) {
        int to = Math.min(order.length, from + 5);
        minibatch.fill(set, order, from, to);
        for (int i = from; i < to; i++) {
          windows.add(
              new Window(
                  block.id().series(),
                  set.origin(i),
                  sample(minibatch.inputs(0), i - from, 2 * shape.length()),
                  sample(minibatch.targets(0), i - from, shape.horizon())));
        }
      }
    }
    return new Found(windows, counts);
  }

  private static List<Float> sample(float[] values, int sample, int length) {
    List<Float> list = new ArrayList<>();
    for (float value : Arrays.copyOfRange(values, sample * length, (sample + 1) * length)) {
      list.add(value);
    }
    return list;
  }

  private static Found defined(MadeUpHistory made, WindowLayout layout, Part part) {
    WindowShape shape = layout.shape();
    List<Window> windows = new ArrayList<>();
    long possible = 0;
    long unknownInput = 0;
    long unknownTarget = 0;
    for (SeriesExtent series : layout.history().series()) {
      for (long origin : possible(layout, part, series)) {
        possible++;
        List<Float> inputs = new ArrayList<>();
        for (long row : inputRows(shape, origin)) {
          inputs.add(SCALE.scale(made.value(series.name(), row, 1)));
          inputs.add(SCALE.scale(made.value(series.name(), row - LAG, 0)));
        }
        List<Float> targets = new ArrayList<>();
        for (long row : targetRows(shape, origin)) {
          targets.add(SCALE.scale(made.value(series.name(), row, 0)));
        }
        if (inputs.contains(Float.NaN)) {
          unknownInput++;
        } else if (targets.contains(Float.NaN)) {
          unknownTarget++;
        } else {
          windows.add(new Window(series.name(), origin, inputs, targets));
        }
      }
    }
    return new Found(
        windows, new WindowCounts(possible, windows.size(), unknownInput, unknownTarget));
  }

  /** Origins whose rows lie where the part wants them, on the raster that its first one begins. */
  private static List<Long> possible(WindowLayout layout, Part part, SeriesExtent series) {
    Parts parts = layout.parts();
    WindowShape shape = layout.shape();
    Interval steps = parts.of(part, series);
    List<Long> origins = new ArrayList<>();
    if (steps.isEmpty()) {
      return origins;
    }
    Interval extent = new Interval(series.fromStep(), series.toStep());
    boolean bySeries = parts.assignment() == Parts.Assignment.BY_SERIES;
    long anchor =
        bySeries
            ? anchor(parts.inputs(), part, shape, steps, extent)
            : anchor(parts.inputs(), part, shape, parts.cut(part), parts.whole());
    for (long origin = anchor; origin < extent.to(); origin += shape.stride()) {
      if (fits(parts.inputs(), part, shape, steps, extent, origin)) {
        origins.add(origin);
      }
    }
    return origins;
  }

  /** The first origin that fits if nothing ever ended. */
  private static long anchor(
      Inputs rule, Part part, WindowShape shape, Interval steps, Interval extent) {
    Interval endless = new Interval(steps.from(), Long.MAX_VALUE / 2);
    Interval known = new Interval(extent.from(), Long.MAX_VALUE / 2);
    long anchor = extent.from();
    while (!fits(rule, part, shape, endless, known, anchor)) {
      anchor++;
    }
    return anchor;
  }

  private static boolean fits(
      Inputs rule, Part part, WindowShape shape, Interval steps, Interval extent, long origin) {
    List<Long> inputs = inputRows(shape, origin);
    List<Long> targets = targetRows(shape, origin);
    if (rule == Inputs.KERAS) {
      long delay = (long) shape.sampling() * (shape.length() - 1) + shape.lead();
      return inside(inputs, new Interval(steps.from(), Math.min(steps.to(), extent.to() - delay)))
          && inside(targets, extent);
    }
    if (rule == Inputs.INSIDE) {
      // What a feature looks back on is read as well.
      inputs.add(inputs.get(0) - LAG);
    }
    boolean reachesBack = rule == Inputs.BEFORE && part != Part.TRAINING;
    return inside(inputs, reachesBack ? extent : steps) && inside(targets, steps);
  }

  private static boolean inside(List<Long> rows, Interval interval) {
    return rows.stream().allMatch(row -> row >= interval.from() && row < interval.to());
  }

  private static List<Long> inputRows(WindowShape shape, long origin) {
    List<Long> rows = new ArrayList<>();
    for (int row = shape.length() - 1; row >= 0; row--) {
      rows.add(origin - (long) row * shape.sampling());
    }
    return rows;
  }

  private static List<Long> targetRows(WindowShape shape, long origin) {
    List<Long> rows = new ArrayList<>();
    for (int row = 0; row < shape.horizon(); row++) {
      rows.add(origin + shape.lead() + (long) row * shape.spacing());
    }
    return rows;
  }
}
