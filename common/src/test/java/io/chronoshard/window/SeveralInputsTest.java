package io.chronoshard.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import io.chronoshard.window.Rows.Form;
import io.chronoshard.window.WindowTargets.HeadTarget;
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

/**
 * Windows whose inputs see different columns, lengths and samplings, some of them ahead of the
 * origin, and whose heads have targets and leads of their own.
 */
class SeveralInputsTest {

  private static final Scaler.Column SCALE = new Scaler.Column(0.5, 4);
  private static final Scaler INPUTS = new Scaler(List.of(SCALE, SCALE, SCALE));
  private static final Scaler TARGETS =
      new Scaler(List.of(SCALE, Scaler.Column.IDENTITY, new Scaler.Column(1, 2)));

  private static final Configuration CONFIGURATION =
      ConfigurationReader.read(Optional.empty(), List.of());

  private static WindowShape shape(MersenneTwister random) {
    List<Rows> inputs = new ArrayList<>();
    List<Rows> heads = new ArrayList<>();
    for (int input = 0; input <= random.nextInt(3); input++) {
      inputs.add(Rows.back(1 + random.nextInt(5), 1 + random.nextInt(3), columns(random)));
    }
    if (random.nextBoolean()) {
      inputs.add(
          Rows.ahead(
              random.nextInt(4), 1 + random.nextInt(3), 1 + random.nextInt(4), columns(random)));
    }
    if (random.nextBoolean()) {
      inputs.add(random.nextInt(inputs.size() + 1), Rows.atOrigin(List.of(random.nextInt(3))));
    }
    for (int head = 0; head <= random.nextInt(3); head++) {
      heads.add(
          Rows.ahead(
              random.nextInt(6), 1 + random.nextInt(3), 1 + random.nextInt(3), columns(random)));
    }
    return new WindowShape(inputs, 1 + random.nextInt(3), heads);
  }

  /** Some of three columns, in any order; none stand for all. */
  private static List<Integer> columns(MersenneTwister random) {
    List<Integer> some = new ArrayList<>();
    for (int column : List.of(2, 0, 1)) {
      if (random.nextInt(3) > 0) {
        some.add(column);
      }
    }
    return random.nextInt(4) == 0 ? List.of() : some;
  }

  private static WindowLayout layout(MadeUpHistory made, WindowShape shape, int blockSteps) {
    History history = made.description(blockSteps);
    return WindowLayout.forTraining(
        history,
        FeatureSet.of(CONFIGURATION.features(), TargetExamples.channels("c0", "c1", "c2"), history),
        shape,
        Parts.of(CONFIGURATION.split(), history));
  }

  /** Every window of a part as text, by series and origin. */
  private static Map<String, String> found(
      MadeUpHistory made, WindowLayout layout, OriginRule rule, Needs needs) {
    Minibatch minibatch = new Minibatch(2, layout.shape(), 3, TargetScalerExamples.values(TARGETS));
    TreeMap<String, String> found = new TreeMap<>();
    for (Block block : made.blocks(layout, rule)) {
      WindowSet set = new WindowSet(List.of(layout.windows(block.scaled(INPUTS), rule, needs)));
      for (int window = 0; window < set.size(); window++) {
        if (needs == Needs.INPUTS) {
          minibatch.fillInputs(set, new int[] {window}, 0, 1);
        } else {
          minibatch.fill(set, new int[] {window}, 0, 1);
        }
        StringBuilder text = new StringBuilder();
        for (int input = 0; input < layout.shape().inputs().size(); input++) {
          int values = layout.shape().inputs().get(input).values(3);
          text.append(Arrays.toString(Arrays.copyOf(minibatch.inputs(input), values)));
        }
        text.append(" -> ");
        for (int head = 0;
            needs == Needs.INPUTS_AND_TARGETS && head < layout.shape().heads().size();
            head++) {
          int values = layout.shape().heads().get(head).values(3);
          text.append(Arrays.toString(Arrays.copyOf(minibatch.targets(head), values)));
        }
        found.put(block.id().series() + " " + set.origin(window), text.toString());
      }
    }
    return found;
  }

  /** The same by looking at every step. */
  private static Map<String, String> defined(MadeUpHistory made, WindowLayout layout, Part part) {
    WindowShape shape = layout.shape();
    TreeMap<String, String> defined = new TreeMap<>();
    for (SeriesExtent series : layout.history().series()) {
      Interval steps = layout.parts().of(part, series);
      Origins origins = layout.part(part).of(series);
      for (long origin = series.fromStep(); origin < series.toStep(); origin++) {
        boolean isOnRaster = Math.floorMod(origin - origins.anchor(), shape.stride()) == 0;
        boolean fits = isOnRaster && !steps.isEmpty();
        long earliest = part == Part.TRAINING ? steps.from() : series.fromStep();
        for (Rows rows : shape.inputs()) {
          fits &= origin + rows.first() >= earliest && origin + rows.last() < steps.to();
        }
        for (Rows rows : shape.heads()) {
          fits &= origin + rows.first() >= steps.from() && origin + rows.last() < steps.to();
        }
        String values = fits ? values(made, series.name(), origin, shape) : "NaN";
        if (!values.contains("NaN")) {
          defined.put(series.name() + " " + origin, values);
        }
      }
    }
    return defined;
  }

  private static String values(MadeUpHistory made, String series, long origin, WindowShape shape) {
    StringBuilder text = new StringBuilder();
    shape.inputs().forEach(rows -> text.append(values(made, series, origin, rows, INPUTS)));
    text.append(" -> ");
    shape.heads().forEach(rows -> text.append(values(made, series, origin, rows, TARGETS)));
    return text.toString();
  }

  private static String values(
      MadeUpHistory made, String series, long origin, Rows rows, Scaler scaler) {
    List<Float> values = new ArrayList<>();
    for (int row = 0; row < rows.count(); row++) {
      for (int column : rows.columns().isEmpty() ? List.of(0, 1, 2) : rows.columns()) {
        long step = origin + rows.first() + (long) row * rows.apart();
        values.add(scaler.columns().get(column).scale(made.value(series, step, column)));
      }
    }
    return values.toString();
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
  void exactlyTheDefinedWindowsAreFoundWhateverTheBlocks(int seed) {
    for (int trial = 0; trial < 5; trial++) {
      MersenneTwister random = new MersenneTwister(new int[] {seed, trial});
      MadeUpHistory made = MadeUpHistory.random(seed + trial, 1 + random.nextInt(3), 3, 0.01);
      WindowShape shape = shape(random);
      for (int blockSteps : new int[] {1, 7, 32, 1024}) {
        WindowLayout layout = layout(made, shape, blockSteps);
        for (Part part : Part.values()) {
          assertThat(found(made, layout, layout.part(part), Needs.INPUTS_AND_TARGETS))
              .as("trial %d, %s, %s, blocks of %d", trial, part, shape, blockSteps)
              .isEqualTo(defined(made, layout, part));
        }
      }
    }
  }

  /** Only rows that are read ahead of the origin see what comes after it. */
  @ParameterizedTest(name = "seed {0}")
  @ValueSource(ints = {1, 2, 3, 4, 5, 6})
  void noiseAfterAnOriginReachesWhatIsKnownAheadAlone(int seed) {
    MersenneTwister random = new MersenneTwister(seed);
    MadeUpHistory made = MadeUpHistory.random(seed, 2, 3, 0.01);
    WindowShape drawn = shape(random);
    WindowShape shape =
        new WindowShape(
            drawn.inputs().stream().filter(rows -> rows.last() <= 0).toList(),
            drawn.stride(),
            drawn.heads());
    WindowLayout layout = layout(made, shape, 16);
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

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void aWindowLeavesARangeWhereARowThatIsReadDoes(int seed) {
    MersenneTwister random = new MersenneTwister(seed);
    MadeUpHistory made = MadeUpHistory.random(seed, 2, 3, 0.01);
    WindowShape shape = shape(random);
    WindowLayout layout = layout(made, shape, 1 + random.nextInt(40));
    Range narrow = new Range(-1, 1, -1, 1);
    Ranges ranges = new Ranges(List.of(narrow, Range.UNBOUNDED, new Range(0, 2, 0, 2)));
    OutsideRange outside = new OutsideRange(shape, List.of("c0", "c1", "c2"), ranges);
    for (Block block : made.blocks(layout, layout.everywhere())) {
      BlockWindows windows = layout.windows(block, layout.everywhere(), Needs.INPUTS);
      List<List<Integer>> left = outside.of(windows);
      for (int window = 0; window < left.size(); window++) {
        long origin = block.coreFrom() + windows.origins()[window];
        List<Integer> expected = new ArrayList<>();
        for (int column = 0; column < 3; column++) {
          if (leaves(made, block.id().series(), origin, shape, column, ranges)) {
            expected.add(column);
          }
        }
        assertThat(left.get(window)).as("%s, origin %d", shape, origin).isEqualTo(expected);
      }
    }
  }

  private static boolean leaves(
      MadeUpHistory made,
      String series,
      long origin,
      WindowShape shape,
      int column,
      Ranges ranges) {
    for (Rows rows : shape.inputs()) {
      if (rows.columns().isEmpty() || rows.columns().contains(column)) {
        for (int row = 0; row < rows.count(); row++) {
          float value = made.value(series, origin + rows.at(row), column);
          if (ranges.inputs().get(column).isLeftBy(value)) {
            return true;
          }
        }
      }
    }
    return false;
  }

  @Test
  void aShapeKnowsHowFarItReaches() {
    WindowShape shape =
        new WindowShape(
            List.of(
                Rows.back(4, 3, List.of()),
                Rows.back(20, 1, List.of(1)),
                Rows.ahead(2, 5, 3, List.of(2)),
                Rows.atOrigin(List.of(0))),
            2,
            List.of(Rows.ahead(6, 1, 4, List.of()), Rows.ahead(3, 2, 2, List.of(1))));
    assertThat(shape.reach()).isEqualTo(19);
    assertThat(shape.inputsAhead()).isEqualTo(12);
    assertThat(shape.ahead()).isEqualTo(12);
    assertThat(shape.lead()).isEqualTo(3);
    assertThat(shape.span()).isEqualTo(32);
  }

  /** Two heads of which one forecasts two targets at three steps. */
  @Test
  void forecastsLieHeadByHeadStepByStep() {
    WindowTargets values =
        new WindowTargets(
            new WindowShape(
                List.of(Rows.back(1, 1, List.of())),
                1,
                List.of(Rows.ahead(4, 2, 3, List.of(2, 0)), Rows.ahead(9, 1, 1, List.of(2)))),
            3);
    assertThat(values.size()).isEqualTo(7);
    assertThat(values.targets())
        .containsExactly(new HeadTarget(0, 2, 3), new HeadTarget(0, 0, 3), new HeadTarget(1, 2, 1));
    List<String> told = new ArrayList<>();
    for (int value = 0; value < values.size(); value++) {
      told.add(
          values.place(value)
              + " column "
              + values.column(value)
              + " row "
              + values.row(value)
              + " lead "
              + values.lead(value));
    }
    assertThat(told)
        .containsExactly(
            "0 column 2 row 0 lead 4",
            "1 column 0 row 0 lead 4",
            "0 column 2 row 1 lead 6",
            "1 column 0 row 1 lead 6",
            "0 column 2 row 2 lead 8",
            "1 column 0 row 2 lead 8",
            "2 column 2 row 0 lead 9");
    assertThat(values.labels(List.of("a", "b", "c"), List.of("near", "far")))
        .containsExactly("c (near)", "a", "c (far)");
  }

  @Test
  void whatAreNoRowsIsRefused() {
    assertThatThrownBy(() -> new Rows(0, 1, 2, Form.VECTOR, List.of()))
        .hasMessage("2 rows 1 steps apart as a VECTOR");
    assertThatThrownBy(() -> new Rows(0, 0, 2, Form.SEQUENCE, List.of()))
        .isInstanceOf(IllegalArgumentException.class);
    Rows now = Rows.atOrigin(List.of());
    assertThatThrownBy(() -> new WindowShape(List.of(now), 1, List.of(Rows.back(2, 1, List.of()))))
        .hasMessage("a target before the origin");
    assertThatThrownBy(() -> new WindowShape(List.of(), 1, List.of(now)))
        .hasMessage("no window has this shape");
  }
}
