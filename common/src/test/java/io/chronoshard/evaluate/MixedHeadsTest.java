package io.chronoshard.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.chronoshard.block.Block;
import io.chronoshard.config.Configuration;
import io.chronoshard.config.ConfigurationReader;
import io.chronoshard.config.ModelEnds;
import io.chronoshard.evaluate.Evaluation.Entry;
import io.chronoshard.evaluate.Evaluation.Excerpt;
import io.chronoshard.evaluate.Evaluation.HeadErrors;
import io.chronoshard.feature.FeatureSet;
import io.chronoshard.grid.History;
import io.chronoshard.model.ForecastLayout;
import io.chronoshard.model.Forecaster;
import io.chronoshard.model.HeadLosses;
import io.chronoshard.model.KnownPast;
import io.chronoshard.model.LastValue;
import io.chronoshard.model.Objectives;
import io.chronoshard.model.OwnUnits;
import io.chronoshard.model.StateNow;
import io.chronoshard.model.error.Further;
import io.chronoshard.model.error.Measure;
import io.chronoshard.scale.Ranges;
import io.chronoshard.scale.Ranges.Range;
import io.chronoshard.scale.Scaler;
import io.chronoshard.scale.TargetScaler;
import io.chronoshard.split.Part;
import io.chronoshard.split.Parts;
import io.chronoshard.window.BlockWindows.Needs;
import io.chronoshard.window.MadeUpHistory;
import io.chronoshard.window.OriginRule;
import io.chronoshard.window.OutsideRange;
import io.chronoshard.window.Rows;
import io.chronoshard.window.WindowLayout;
import io.chronoshard.window.WindowSet;
import io.chronoshard.window.WindowShape;
import io.chronoshard.window.WindowTargets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Two heads, each of another form, against numbers worked out by hand. */
class MixedHeadsTest {

  private static final double ROUNDING = 1e-7;
  private static final int BATCH = 3;

  /** The channels c0 and c1 at steps 0 to 4; the steps 1 to 4 are forecast. */
  private static final MadeUpHistory HISTORY =
      MadeUpHistory.single(0, 2, new float[] {1, 0, 3, 1, 2, 0, 5, 0, 4, 1});

  /** Gives the same numbers for every window. */
  private record Same(HeadLosses heads, double[][] judged, float... numbers) implements Forecaster {

    @Override
    public void forecast(WindowSet windows, int[] order, int from, int to, float[] out) {
      for (int i = 0; i < to - from; i++) {
        System.arraycopy(numbers, 0, out, i * numbers.length, numbers.length);
        judged[i] =
            heads.of(windows.block(order[from + i]), windows.origin(order[from + i]), numbers, 0);
      }
    }

    @Override
    public double[] losses(int sample) {
      return judged[sample];
    }

    @Override
    public int targetsBefore() {
      return 0;
    }
  }

  /**
   * Of c0 the quantiles 2, 3 and 4, and 0.75 for c1 above 0.5.
   *
   * <pre>
   * actual c0               3    2    5    4
   *   median less it        0    1   -2   -1     absolute 4, squared 6
   *   pinball of 0.1       .1    0   .3   .2
   *              0.5        0   .5    1   .5
   *              0.9       .1   .2   .1*  0      * 0.9 of 1 beyond it: .9
   *   last value less it   -2    1   -3    1     absolute 7
   * actual event            1    0    0    1
   *   0.75 less it       -.25  .75  .75 -.25     absolute 2, squared 1.25
   *   state now less it    -1    1    0   -1
   * </pre>
   */
  @Test
  void quantilesAndAnEvent() {
    Evaluation evaluation =
        evaluation(
            "[c0, { type = passes, channel = c1, above = 0.5, name = high }]",
            """
            [{ name = level, targets = [c0], loss = quantiles, metrics = [mae, rmse, bias] }
             { name = event, targets = [high], loss = auto, weight = 0.5,
               metrics = [accuracy, brier, bias] }]
            """,
            2,
            3,
            4,
            0.75f);
    assertThat(evaluation.overall())
        .extracting(entry -> entry.target() + ", " + entry.forecaster().label())
        .containsExactly("c0, model", "c0, last value", "high, model", "high, state now");
    double pinball = (0.6 + 2.0 + 1.2) / 12;
    double entropy = -(StrictMath.log(0.75) + StrictMath.log(0.25)) / 2;
    assertLosses(
        evaluation,
        pinball + 0.5 * entropy,
        Map.of("level", pinball, "event", entropy),
        Map.of(
            "level", Map.of("mae", 1.0, "rmse", Math.sqrt(1.5), "bias", -0.5),
            "event", Map.of("accuracy", 0.5, "brier", 1.25 / 4, "bias", 0.25)));
    Entry values = evaluation.overall().get(0);
    assertErrors(values, 4.0 / 4, Math.sqrt(6.0 / 4), -2.0 / 4);
    assertThat(measure(values, "pinball")).isCloseTo((0.6 + 2.0 + 1.2) / 12, within(ROUNDING));
    assertThat(measure(values, "width of 0.1 to 0.9")).isEqualTo(2);
    assertThat(measure(values, "coverage of 0.1 to 0.9")).isEqualTo(0.75);
    assertThat(measure(values, "share below 0.1")).isEqualTo(0.25);
    assertThat(measure(values, "share below 0.5")).isEqualTo(0.5);
    assertThat(measure(values, "share below 0.9")).isEqualTo(0.75);
    assertErrors(evaluation.overall().get(1), 7.0 / 4, Math.sqrt(15.0 / 4), -3.0 / 4);

    Entry event = evaluation.overall().get(2);
    assertErrors(event, 2.0 / 4, Math.sqrt(1.25 / 4), 1.0 / 4);
    assertThat(event.judged()).isCloseTo(1.25 / 4, within(ROUNDING));
    assertThat(measure(event, "log loss"))
        .isCloseTo(-(StrictMath.log(0.75) + StrictMath.log(0.25)) / 2, within(1e-6));
    assertThat(measure(event, "precision")).isEqualTo(0.5);
    assertThat(measure(event, "recall")).isEqualTo(1);
    assertThat(event.further().calibration())
        .containsExactly(new Further.Bin(0.7, 0.8, 4, 0.75, 0.5));
    assertErrors(evaluation.overall().get(3), 0.75, Math.sqrt(0.75), -0.25);

    assertThat(evaluation.excerpts())
        .extracting(Excerpt::baseline)
        .containsExactly(Forecasts.LAST_VALUE, Forecasts.STATE_NOW);
    Excerpt ofValues = evaluation.excerpts().get(0);
    assertThat(ofValues.actual()).containsExactly(3, 2, 5, 4);
    assertThat(ofValues.model()).containsExactly(3, 3, 3, 3);
    assertThat(ofValues.baselines()).containsExactly(1, 3, 2, 5);
    Excerpt ofEvent = evaluation.excerpts().get(1);
    assertThat(ofEvent.actual()).containsExactly(1, 0, 0, 1);
    assertThat(ofEvent.model()).containsExactly(0.75f, 0.75f, 0.75f, 0.75f);
    assertThat(ofEvent.baselines()).containsExactly(0, 1, 0, 0);
  }

  /**
   * Of c0 a mean of 3 and a deviation of 2, and 0.2, 0.7 and 0.1 for c1 below 0, from 0 and from 1:
   * the classes are 2, 1, 1 and 2.
   */
  @Test
  void aGaussianAndClasses() {
    Evaluation evaluation =
        evaluation(
            "[c0, { type = class, channel = c1, edges = [0, 1], name = class }]",
            """
            [{ name = level, targets = [c0], loss = gaussian, weight = 3, metrics = [rmse, bias] }
             { name = class, targets = [class], loss = auto, metrics = [brier, accuracy] }]
            """,
            3,
            2,
            0.2f,
            0.7f,
            0.1f);
    Entry values = evaluation.overall().get(0);
    assertErrors(values, 4.0 / 4, Math.sqrt(6.0 / 4), -2.0 / 4);
    // Each costs half the square in deviations, the deviation's logarithm and that of sqrt(2 pi).
    double likelihood = 6.0 / 4 / 4 / 2 + StrictMath.log(2) + StrictMath.log(2 * Math.PI) / 2;
    assertThat(measure(values, "negative log likelihood")).isCloseTo(likelihood, within(1e-6));
    assertThat(measure(values, "deviation")).isEqualTo(2);
    assertThat(measure(values, "coverage of 1 deviation")).isEqualTo(1);

    Entry classes = evaluation.overall().get(2);
    assertThat(classes.forecaster()).isEqualTo(Forecasts.MODEL);
    assertThat(classes.mae()).isCloseTo((0.9 + 0.3 + 0.3 + 0.9) / 4, within(ROUNDING));
    double rare = 0.04 + 0.49 + 0.81;
    double usual = 0.04 + 0.09 + 0.01;
    assertThat(measure(classes, "brier score")).isCloseTo((rare + usual) / 2, within(1e-6));
    assertThat(measure(classes, "log loss"))
        .isCloseTo(-(StrictMath.log(0.1) + StrictMath.log(0.7)) / 2, within(1e-6));
    assertThat(measure(classes, "accuracy")).isEqualTo(0.5);
    double entropy = -(StrictMath.log(0.1) + StrictMath.log(0.7)) / 2;
    assertLosses(
        evaluation,
        3 * likelihood + entropy,
        Map.of("level", likelihood, "class", entropy),
        Map.of(
            "level", Map.of("rmse", Math.sqrt(1.5), "bias", -0.5),
            "class", Map.of("brier", (rare + usual) / 2, "accuracy", 0.5)));
    assertThat(classes.further().confusion().counts())
        .containsExactly(List.of(0L, 0L, 0L), List.of(0L, 2L, 0L), List.of(0L, 2L, 0L));
    Excerpt ofClasses = evaluation.excerpts().get(1);
    assertThat(ofClasses.actual()).containsExactly(2, 1, 1, 2);
    assertThat(ofClasses.model()).containsExactly(1, 1, 1, 1);
    assertThat(ofClasses.baseline()).isEqualTo(Forecasts.STATE_NOW);
    assertThat(ofClasses.baselines()).containsExactly(1, 2, 1, 1);
  }

  private static void assertErrors(Entry entry, double mae, double rmse, double bias) {
    assertThat(entry.count()).isEqualTo(4);
    assertThat(entry.mae()).isCloseTo(mae, within(ROUNDING));
    assertThat(entry.rmse()).isCloseTo(rmse, within(ROUNDING));
    assertThat(entry.bias()).isCloseTo(bias, within(ROUNDING));
  }

  /** The loss of all, then of each head its loss and its metrics. */
  private static void assertLosses(
      Evaluation evaluation,
      double total,
      Map<String, Double> losses,
      Map<String, Map<String, Double>> metrics) {
    assertThat(evaluation.losses().total()).isCloseTo(total, within(1e-6));
    assertThat(evaluation.losses().heads()).hasSize(losses.size());
    for (HeadErrors head : evaluation.losses().heads()) {
      assertThat(head.loss()).as(head.head()).isCloseTo(losses.get(head.head()), within(1e-6));
      Map<String, Double> expected = metrics.get(head.head());
      assertThat(head.metrics()).as(head.head()).containsOnlyKeys(expected.keySet());
      expected.forEach(
          (metric, value) ->
              assertThat(head.metrics().get(metric)).as(metric).isCloseTo(value, within(1e-6)));
    }
  }

  private static double measure(Entry entry, String name) {
    return entry.further().measures().stream()
        .filter(measure -> measure.name().equals(name))
        .mapToDouble(Measure::value)
        .findFirst()
        .orElseThrow();
  }

  /**
   * Of a head for each of two targets, over all windows of one input row and the next step.
   *
   * @param numbers that a network gives for every window
   */
  private static Evaluation evaluation(String targets, String outputs, float... numbers) {
    Configuration configuration =
        ConfigurationReader.read(
            Optional.empty(),
            List.of(
                "split.fraction={training=0, validation=0}",
                "window.targets=" + targets,
                "model.graph=[{ name = last, type = flatten }]",
                "model.outputs=" + outputs));
    History history = HISTORY.description(16);
    FeatureSet features =
        FeatureSet.of(configuration.features(), configuration.window().targets(), history);
    List<Integer> second = new ArrayList<>();
    for (int column = 0; column < features.targetWidths().get(1); column++) {
      second.add(1 + column);
    }
    WindowShape shape =
        new WindowShape(
            List.of(Rows.back(1, 1, List.of())),
            1,
            List.of(Rows.ahead(1, 1, 1, List.of(0)), Rows.ahead(1, 1, 1, second)));
    WindowLayout layout =
        WindowLayout.forEvaluation(
            history, features, shape, Parts.of(configuration.split(), history), 0);
    WindowTargets values = new WindowTargets(shape, features.targetWidths());
    OutsideRange range =
        new OutsideRange(
            shape, List.of("c0", "c1"), new Ranges(Arrays.asList(anything(), anything())));
    OriginRule test = layout.part(Part.TEST);
    ModelEnds ends = configuration.model().ends();
    Objectives objectives =
        Objectives.of(ends, configuration.training().loss(), features.targets(), history.axis());
    Evaluator evaluator =
        new Evaluator(
            values,
            objectives.targetForms(),
            List.of(
                new Same(losses(features, values, objectives), new double[BATCH][], numbers),
                new KnownPast(new LastValue(shape), features.targets()),
                new StateNow(shape, features.targets())),
            ExcerptRule.of(history.series(), test),
            range,
            BATCH,
            Optional.empty());
    List<BlockEvaluation> blocks = new ArrayList<>();
    for (Block block : HISTORY.blocks(layout, test)) {
      blocks.add(evaluator.evaluate(layout.windows(block, test, Needs.INPUTS_AND_TARGETS)));
    }
    EvaluationSummary summary =
        new EvaluationSummary(
            values,
            history.axis(),
            features.targetNames(),
            ends.outputs(),
            List.of(Forecasts.MODEL, Forecasts.LAST_VALUE, Forecasts.STATE_NOW),
            Evaluated.TEST,
            range);
    return EvaluationExamples.of(summary, 1, blocks, List.of());
  }

  /** Of targets that are learned as they are. */
  private static HeadLosses losses(
      FeatureSet features, WindowTargets values, Objectives objectives) {
    Scaler same =
        new Scaler(Collections.nCopies(features.targetsByColumn().size(), new Scaler.Column(0, 1)));
    return new HeadLosses(
        new OwnUnits(
            TargetScaler.of(same, features), new ForecastLayout(values, objectives.forms())),
        objectives);
  }

  private static Range anything() {
    return new Range(-9, 9, -9, 9);
  }
}
