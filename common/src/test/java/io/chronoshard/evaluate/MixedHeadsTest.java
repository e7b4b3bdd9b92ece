package io.chronoshard.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.chronoshard.block.Block;
import io.chronoshard.config.Configuration;
import io.chronoshard.config.ConfigurationReader;
import io.chronoshard.config.ModelSettingsExamples;
import io.chronoshard.config.TargetExamples;
import io.chronoshard.config.TargetSettings;
import io.chronoshard.evaluate.Evaluation.Entry;
import io.chronoshard.evaluate.Evaluation.Excerpt;
import io.chronoshard.feature.FeatureSet;
import io.chronoshard.grid.History;
import io.chronoshard.model.Forecaster;
import io.chronoshard.model.KnownPast;
import io.chronoshard.model.LastValue;
import io.chronoshard.model.StateNow;
import io.chronoshard.model.TargetForms;
import io.chronoshard.model.error.ClassesForm;
import io.chronoshard.model.error.Further;
import io.chronoshard.model.error.GaussianForm;
import io.chronoshard.model.error.Measure;
import io.chronoshard.model.error.ProbabilityForm;
import io.chronoshard.model.error.QuantilesForm;
import io.chronoshard.model.error.ValueForm;
import io.chronoshard.scale.Ranges;
import io.chronoshard.scale.Ranges.Range;
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
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Two heads, each of another form, against numbers worked out by hand. */
class MixedHeadsTest {

  private static final double ROUNDING = 1e-7;

  /** The channels c0 and c1 at steps 0 to 4; the steps 1 to 4 are forecast. */
  private static final MadeUpHistory HISTORY =
      MadeUpHistory.single(0, 2, new float[] {1, 0, 3, 1, 2, 0, 5, 0, 4, 1});

  /** Gives the same numbers for every window. */
  private record Same(float... numbers) implements Forecaster {

    @Override
    public void forecast(WindowSet windows, int[] order, int from, int to, float[] out) {
      for (int i = 0; i < to - from; i++) {
        System.arraycopy(numbers, 0, out, i * numbers.length, numbers.length);
      }
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
            List.of(
                TargetExamples.of("[c0]").get(0),
                TargetExamples.of("[{ type = passes, channel = c1, above = 0.5 }]").get(0)),
            new TargetForms(
                List.of(new QuantilesForm(List.of(0.1, 0.5, 0.9)), new ProbabilityForm()),
                List.of(new ValueForm(), new ProbabilityForm())),
            new Same(2, 3, 4, 0.75f),
            List.of(1, 1));
    assertThat(evaluation.overall())
        .extracting(entry -> entry.target() + ", " + entry.forecaster().label())
        .containsExactly(
            "c0, model", "c0, last value", "c1 above 0.5, model", "c1 above 0.5, state now");
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
    List<String> names = List.of("below 0.0", "0.0 to 1.0", "from 1.0");
    Evaluation evaluation =
        evaluation(
            List.of(
                TargetExamples.of("[c0]").get(0),
                TargetExamples.of("[{ type = class, channel = c1, edges = [0, 1] }]").get(0)),
            new TargetForms(
                List.of(new GaussianForm(), new ClassesForm(names)),
                List.of(new ValueForm(), new ClassesForm(names))),
            new Same(3, 2, 0.2f, 0.7f, 0.1f),
            List.of(1, 3));
    Entry values = evaluation.overall().get(0);
    assertErrors(values, 4.0 / 4, Math.sqrt(6.0 / 4), -2.0 / 4);
    // Each costs half the square in deviations, the deviation's logarithm and that of sqrt(2 pi).
    assertThat(measure(values, "negative log likelihood"))
        .isCloseTo(
            6.0 / 4 / 4 / 2 + StrictMath.log(2) + StrictMath.log(2 * Math.PI) / 2, within(1e-6));
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

  private static double measure(Entry entry, String name) {
    return entry.further().measures().stream()
        .filter(measure -> measure.name().equals(name))
        .mapToDouble(Measure::value)
        .findFirst()
        .orElseThrow();
  }

  /** Of one head for each target, over all windows of one input row and the next step. */
  private static Evaluation evaluation(
      List<TargetSettings> targets, TargetForms forms, Forecaster model, List<Integer> widths) {
    Configuration configuration =
        ConfigurationReader.read(
            Optional.empty(), List.of("split.fraction={training=0, validation=0}"));
    History history = HISTORY.description(16);
    FeatureSet features = FeatureSet.of(configuration.features(), targets, history);
    List<Integer> second = new ArrayList<>();
    for (int column = 0; column < widths.get(1); column++) {
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
    WindowTargets values = new WindowTargets(shape, widths);
    OutsideRange range =
        new OutsideRange(
            shape, List.of("c0", "c1"), new Ranges(Arrays.asList(anything(), anything())));
    OriginRule test = layout.part(Part.TEST);
    Evaluator evaluator =
        new Evaluator(
            values,
            forms,
            List.of(
                model,
                new KnownPast(new LastValue(shape), features.targets()),
                new StateNow(shape, features.targets())),
            ExcerptRule.of(history.series(), test),
            range,
            3,
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
            ModelSettingsExamples.ends().outputs(),
            List.of(Forecasts.MODEL, Forecasts.LAST_VALUE, Forecasts.STATE_NOW),
            Evaluated.TEST,
            range);
    return EvaluationExamples.of(summary, 1, blocks, List.of());
  }

  private static Range anything() {
    return new Range(-9, 9, -9, 9);
  }
}
