package io.chronoshard.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.chronoshard.block.Block;
import io.chronoshard.config.Configuration;
import io.chronoshard.config.ConfigurationReader;
import io.chronoshard.config.ModelSettingsExamples;
import io.chronoshard.config.TargetExamples;
import io.chronoshard.evaluate.Evaluation.Entry;
import io.chronoshard.feature.FeatureSet;
import io.chronoshard.grid.History;
import io.chronoshard.grid.Slice;
import io.chronoshard.model.Forecaster;
import io.chronoshard.model.LastValue;
import io.chronoshard.model.SameTimeLastPeriod;
import io.chronoshard.model.TargetForms;
import io.chronoshard.scale.Ranges;
import io.chronoshard.scale.Ranges.Range;
import io.chronoshard.split.Part;
import io.chronoshard.split.Parts;
import io.chronoshard.window.BlockWindows;
import io.chronoshard.window.BlockWindows.Needs;
import io.chronoshard.window.MadeUpHistory;
import io.chronoshard.window.OriginRule;
import io.chronoshard.window.OutsideRange;
import io.chronoshard.window.WindowCounts;
import io.chronoshard.window.WindowLayout;
import io.chronoshard.window.WindowSet;
import io.chronoshard.window.WindowShape;
import io.chronoshard.window.WindowTargets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EvaluatorTest {

  private static final double ROUNDING = 1e-12;

  /** Forecasts the same for everything. */
  private record Always(float value, int outputs) implements Forecaster {

    @Override
    public void forecast(WindowSet windows, int[] order, int from, int to, float[] out) {
      for (int i = 0; i < (to - from) * outputs; i++) {
        out[i] = value;
      }
    }

    @Override
    public int targetsBefore() {
      return 0;
    }
  }

  /** Half the oldest input, whatever is asked. */
  private record HalfTheOldestInput(WindowShape shape) implements Forecaster {

    @Override
    public void forecast(WindowSet windows, int[] order, int from, int to, float[] out) {
      for (int i = from; i < to; i++) {
        Slice inputs = windows.block(order[i]).inputs();
        float oldest = inputs.at(windows.origin(order[i]) - shape.reach(), 0);
        for (int row = 0; row < shape.horizon(); row++) {
          out[(i - from) * shape.horizon() + row] = oldest / 2;
        }
      }
    }

    @Override
    public int targetsBefore() {
      return 0;
    }
  }

  /**
   * One input, leads 1 and 2, period 3. Origins 0 and 1 have no period behind them, so that six
   * windows are compared, and these are their targets and the forecasts less them:
   *
   * <pre>
   * origin       2   3   4   5   6   7     absolute  squared  signed
   * lead 1       5   4   8   6   9   7
   *   always 5   0   1  -3  -1  -4  -2           11       31      -9
   *   last      -3   1  -4   2  -3   2           15       43      -5
   *   period    -4  -1  -6  -1  -5   1           18       80     -16
   * lead 2       4   8   6   9   7  10
   *   always 5   1  -3  -1  -4  -2  -5           16       56     -14
   *   last      -2  -3  -2  -1  -1  -1           10       20     -10
   *   period    -1  -6  -1  -5   1  -4           18       80     -16
   * </pre>
   */
  @Test
  void errorsAreThoseWorkedOutByHand() {
    WindowShape shape = new WindowShape(1, 1, 1, 1, 2, 1);
    MadeUpHistory made = MadeUpHistory.single(0, 1, new float[] {1, 3, 2, 5, 4, 8, 6, 9, 7, 10});
    Evaluation evaluation =
        evaluation(
            made, shape, new Always(5, 2), "split.fraction={training=0, validation=0}", 16, 4);
    assertThat(evaluation.modelVersion()).isEqualTo(42);
    assertThat(evaluation.windows()).isEqualTo(new WindowCounts(8, 8, 0, 0));
    assertThat(evaluation.withoutNaive()).isEqualTo(2);
    assertThat(evaluation.overall()).hasSize(3);
    assertEntry(evaluation.overall().get(0), Forecasts.MODEL, -1, 12, 27, 87, -23);
    assertEntry(evaluation.overall().get(1), Forecasts.LAST_VALUE, -1, 12, 25, 63, -15);
    assertEntry(evaluation.overall().get(2), Forecasts.SAME_TIME_LAST_PERIOD, -1, 12, 36, 160, -32);
    assertThat(evaluation.byLead()).hasSize(6);
    assertEntry(evaluation.byLead().get(0), Forecasts.MODEL, 1, 6, 11, 31, -9);
    assertEntry(evaluation.byLead().get(1), Forecasts.LAST_VALUE, 1, 6, 15, 43, -5);
    assertEntry(evaluation.byLead().get(2), Forecasts.SAME_TIME_LAST_PERIOD, 1, 6, 18, 80, -16);
    assertEntry(evaluation.byLead().get(3), Forecasts.MODEL, 2, 6, 16, 56, -14);
    assertEntry(evaluation.byLead().get(4), Forecasts.LAST_VALUE, 2, 6, 10, 20, -10);
    assertEntry(evaluation.byLead().get(5), Forecasts.SAME_TIME_LAST_PERIOD, 2, 6, 18, 80, -16);
    assertThat(evaluation.bySeries()).isEmpty();
    // Of these only origin 7 has an input of 9; those of 1 and 10 are not compared.
    assertThat(evaluation.outside().windows()).isEqualTo(1);
    assertThat(evaluation.outside().inputs())
        .containsExactly(new Evaluation.OutsideInput("c0", 1, 2, 8));
    assertThat(evaluation.outside().errors()).hasSize(3);
    assertEntry(evaluation.outside().errors().get(0), Forecasts.MODEL, -1, 2, 7, 29, -7);
    assertEntry(evaluation.outside().errors().get(1), Forecasts.LAST_VALUE, -1, 2, 3, 5, 1);
  }

  private static void assertEntry(
      Entry entry,
      Forecasts name,
      int lead,
      long count,
      double absolute,
      double squared,
      double signed) {
    assertThat(entry.forecaster()).isEqualTo(name);
    assertThat(entry.target()).isEqualTo("c0");
    assertThat(entry.series()).isEmpty();
    assertThat(entry.leadSteps()).isEqualTo(lead);
    assertThat(entry.count()).isEqualTo(count);
    assertThat(entry.mae()).isCloseTo(absolute / count, within(ROUNDING));
    assertThat(entry.rmse()).isCloseTo(Math.sqrt(squared / count), within(ROUNDING));
    assertThat(entry.bias()).isCloseTo(signed / count, within(ROUNDING));
  }

  @Test
  void allForecastersAreComparedOverTheVerySameWindows() {
    WindowShape shape = new WindowShape(1, 1, 1, 1, 1, 1);
    float gone = Float.NaN;
    // Origin 3 lacks an input, origin 2 a target, origin 5 the value a period before its target.
    MadeUpHistory made = MadeUpHistory.single(0, 1, new float[] {1, 3, 2, gone, 4, 8, 6, 9, 7});
    Evaluation evaluation =
        evaluation(
            made, shape, new Always(0, 1), "split.fraction={training=0, validation=0}", 16, 4);
    assertThat(evaluation.windows()).isEqualTo(new WindowCounts(8, 6, 1, 1));
    assertThat(evaluation.withoutNaive()).isEqualTo(3);
    assertThat(evaluation.overall()).extracting(Entry::count).containsOnly(3L);
    // Origins 4, 6 and 7 are left, with the targets 8, 9 and 7.
    assertThat(evaluation.overall().get(0).mae()).isCloseTo(24.0 / 3, within(ROUNDING));
    // 4 for 8, 6 for 9, 9 for 7
    assertThat(evaluation.overall().get(1).mae()).isCloseTo(9.0 / 3, within(ROUNDING));
    // three steps before the targets: 2 for 8, 4 for 9, 8 for 7
    assertThat(evaluation.overall().get(2).mae()).isCloseTo(12.0 / 3, within(ROUNDING));
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void neitherBlocksNorMinibatchesMatter(long seed) {
    MadeUpHistory made = MadeUpHistory.random(seed, 3, 1, 0.01).wholeNumbers();
    WindowShape shape = new WindowShape(3, 2, 1 + (int) seed % 3, 2, 3, 2);
    Forecaster model = new HalfTheOldestInput(shape);
    String split = "split.fraction={training=0.2, validation=0.2}";
    Evaluation single = evaluation(made, shape, model, split, 1024, 1000);
    assertThat(single.overall().get(0).count()).isPositive();
    for (int blockSteps : new int[] {16, 33}) {
      for (int batch : new int[] {1, 7}) {
        assertThat(evaluation(made, shape, model, split, blockSteps, batch))
            .as("blocks of %d steps, minibatches of %d", blockSteps, batch)
            .usingRecursiveComparison()
            .isEqualTo(single);
      }
    }
  }

  private static Evaluation evaluation(
      MadeUpHistory made,
      WindowShape shape,
      Forecaster model,
      String split,
      int blockSteps,
      int batch) {
    Configuration configuration = ConfigurationReader.read(Optional.empty(), List.of(split));
    SameTimeLastPeriod periodic = new SameTimeLastPeriod(shape, 3);
    History history = made.description(blockSteps);
    WindowLayout layout =
        WindowLayout.forEvaluation(
            history,
            FeatureSet.of(configuration.features(), TargetExamples.channels("c0"), history),
            shape,
            Parts.of(configuration.split(), history),
            periodic.targetsBefore());
    OriginRule test = layout.part(Part.TEST);
    Evaluator evaluator =
        new Evaluator(
            new WindowTargets(shape, 1),
            TargetForms.values(1),
            List.of(model, new LastValue(shape), periodic),
            ExcerptRule.of(history.series(), test),
            range(shape),
            batch,
            Optional.empty());
    List<BlockEvaluation> contributions = new ArrayList<>();
    for (Block block : made.blocks(layout, test)) {
      BlockWindows windows = layout.windows(block, test, Needs.INPUTS_AND_TARGETS);
      contributions.add(evaluator.evaluate(windows));
    }
    List<Forecasts> compared =
        List.of(Forecasts.MODEL, Forecasts.LAST_VALUE, Forecasts.SAME_TIME_LAST_PERIOD);
    EvaluationSummary summary =
        new EvaluationSummary(
            new WindowTargets(shape, 1),
            history.axis(),
            List.of("c0"),
            ModelSettingsExamples.ends().outputs(),
            compared,
            Evaluated.TEST,
            range(shape));
    return EvaluationExamples.of(summary, 42, contributions, List.of());
  }

  /** As if nothing below 2 and nothing above 8 had been seen. */
  private static OutsideRange range(WindowShape shape) {
    return new OutsideRange(shape, List.of("c0"), new Ranges(List.of(new Range(2, 8, 2, 8))));
  }
}
