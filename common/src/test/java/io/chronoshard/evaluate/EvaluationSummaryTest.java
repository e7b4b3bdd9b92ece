package io.chronoshard.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chronoshard.block.BlockId;
import io.chronoshard.config.ModelSettingsExamples;
import io.chronoshard.config.TimeAxis;
import io.chronoshard.error.DataException;
import io.chronoshard.evaluate.Evaluation.Entry;
import io.chronoshard.evaluate.Evaluation.Excerpt;
import io.chronoshard.model.error.ErrorSums;
import io.chronoshard.model.error.ValueForm;
import io.chronoshard.scale.Ranges;
import io.chronoshard.window.OutsideRange;
import io.chronoshard.window.WindowCounts;
import io.chronoshard.window.WindowShape;
import io.chronoshard.window.WindowTargets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EvaluationSummaryTest {

  private static final TimeAxis AXIS = TimeAxis.clock(1000);
  private static final List<Forecasts> COMPARED =
      List.of(Forecasts.MODEL, Forecasts.LAST_VALUE, Forecasts.RIDGE);

  private static final int FORECASTERS = COMPARED.size();

  @Test
  void seriesAreToldApartWhereThereAreSeveral() {
    EvaluationSummary summary = summary(1);
    BlockEvaluation first = block("a", 1, 1, 2, 10);
    BlockEvaluation second = block("a", 2, 1, 3, 20);
    BlockEvaluation third = block("b", 1, 1, 5, 1);
    assertThat(EvaluationExamples.of(summary, 1, List.of(first, second), List.of()).bySeries())
        .isEmpty();
    Evaluation evaluation =
        EvaluationExamples.of(summary, 1, List.of(first, second, third), List.of());
    assertThat(evaluation.windows()).isEqualTo(new WindowCounts(13, 10, 2, 1));
    assertThat(evaluation.withoutNaive()).isEqualTo(3);
    assertThat(evaluation.overall()).extracting(Entry::mae).containsOnly(31.0 / 10);
    assertThat(evaluation.byLead()).isEmpty();
    assertThat(evaluation.bySeries())
        .extracting(Entry::series)
        .containsExactly("a", "a", "a", "b", "b", "b");
    assertThat(evaluation.bySeries().get(0).mae()).isEqualTo(30.0 / 5);
    assertThat(evaluation.bySeries().get(0).count()).isEqualTo(5);
    assertThat(evaluation.bySeries().get(3).mae()).isEqualTo(1.0 / 5);
  }

  @Test
  void partitionsDoNotMatter() {
    List<BlockEvaluation> blocks = new ArrayList<>();
    for (int series = 0; series < 7; series++) {
      for (int number = 0; number < 1 + series % 3; number++) {
        blocks.add(block("s" + series, number, 2, 1 + number, 3 * number + series));
      }
    }
    EvaluatedSeries whole = EvaluationExamples.sum(blocks, blocks.size());
    assertThat(whole.compared()).isEqualTo(7);
    for (int part = 1; part < blocks.size(); part++) {
      EvaluatedSeries cut = EvaluationExamples.sum(blocks, part);
      assertThat(cut.total()).usingRecursiveComparison().isEqualTo(whole.total());
      assertThat(cut.compared()).isEqualTo(7);
      assertThat(cut.series()).containsExactlyInAnyOrderElementsOf(whole.series());
    }
  }

  /** The model is off by 9, 1, 4 and 4 on these; over all by 18 / 4. */
  @Test
  void seriesHaveAnOrderFromTheWorstToTheBest() {
    EvaluationSummary summary = summary(1);
    EvaluatedSeries all =
        EvaluationExamples.sum(
            List.of(
                block("a", 1, 1, 2, 18),
                block("b", 1, 1, 3, 3),
                block("c", 1, 1, 1, 4),
                block("d", 1, 1, 1, 4)),
            2);
    List<EvaluatedSeries.SeriesErrors> ranked = new ArrayList<>(all.series());
    Collections.shuffle(ranked, new Random(3));
    ranked.sort(summary.ranks(summary.total(all)));
    assertThat(ranked)
        .extracting(EvaluatedSeries.SeriesErrors::series)
        .containsExactly("a", "c", "d", "b");
    assertThat(summary.entries().judged(ranked.get(0), 0, 0)).isEqualTo(9);
  }

  @Test
  void quantilesLieBetweenNeighbours() {
    SeriesSpread.Spread spread =
        SeriesSpread.Spread.of(Forecasts.MODEL, "x", new double[] {5, 1, 4, 2, 3});
    assertThat(spread.quantiles()).containsExactly(1.0, 1.2, 2.0, 3.0, 4.0, 4.8, 5.0);
    assertThat(SeriesSpread.Spread.of(Forecasts.MODEL, "x", new double[] {7}).quantiles())
        .containsOnly(7.0)
        .hasSameSizeAs(SeriesSpread.names());
  }

  @Test
  void excerptsAreSortedByTimeAndShowAFewLeadsTheFirstAndTheLastAmongThem() {
    WindowShape shape = new WindowShape(1, 1, 1, 10, 7, 2);
    EvaluationSummary summary =
        new EvaluationSummary(
            new WindowTargets(shape, 1),
            AXIS,
            List.of("x"),
            ModelSettingsExamples.ends().outputs(),
            COMPARED,
            Evaluated.TEST,
            range(shape));
    List<ExcerptPoint> later = List.of(point("a", 7), point("a", 9));
    List<ExcerptPoint> earlier = List.of(point("a", 3), point("a", 5));
    Evaluation evaluation =
        EvaluationExamples.of(
            summary,
            1,
            List.of(withExcerpt("a", 1, earlier, 7), withExcerpt("a", 2, later, 7)),
            List.of());
    assertThat(evaluation.excerpts())
        .extracting(Excerpt::leadSteps)
        .containsExactly(10, 14, 18, 22);
    Excerpt last = evaluation.excerpts().get(3);
    assertThat(last.series()).isEqualTo("a");
    assertThat(last.target()).isEqualTo("x");
    assertThat(last.times()).containsExactly(25_000, 27_000, 29_000, 31_000);
    assertThat(last.actual()).containsExactly(306, 506, 706, 906);
    assertThat(last.model()).containsExactly(1306, 1506, 1706, 1906);
    assertThat(last.baselines()).containsExactly(2306, 2506, 2706, 2906);
  }

  @Test
  void nothingToCompareIsRefusedWithTheReasons() {
    BlockEvaluation block =
        new BlockEvaluation(
            new BlockId("a", 1),
            new WindowCounts(9, 4, 3, 2),
            4,
            table(0, 1, 0),
            table(0, 1, 0),
            new long[1],
            List.of(),
            List.of(),
            BlockAlarms.NONE);
    assertThatThrownBy(() -> EvaluationExamples.of(summary(1), 1, List.of(block), List.of()))
        .isInstanceOf(DataException.class)
        .hasMessageContaining(
            "no window of the test part can be compared: of 9 possible ones 3 have an unknown input,"
                + " 2 an unknown target, and for 4 a baseline has nothing to stand on")
        .hasMessageContaining("fill gaps (grid.fill)");
  }

  private static EvaluationSummary summary(int horizon) {
    WindowShape shape = new WindowShape(1, 1, 1, 1, horizon, 1);
    return new EvaluationSummary(
        new WindowTargets(shape, 1),
        AXIS,
        List.of("x"),
        ModelSettingsExamples.ends().outputs(),
        COMPARED,
        Evaluated.TEST,
        range(shape));
  }

  private static OutsideRange range(WindowShape shape) {
    return new OutsideRange(
        shape, List.of("in"), new Ranges(List.of(new Ranges.Range(-2, 7, -1, 1))));
  }

  /** A block in which every forecaster's errors at each lead add up to a sum. */
  private static BlockEvaluation block(
      String series, long number, int horizon, long windows, double sum) {
    return new BlockEvaluation(
        new BlockId(series, number),
        new WindowCounts(windows + 1, windows, number == 2 ? 0 : 1, number == 2 ? 1 : 0),
        1,
        table(windows, horizon, sum),
        table(0, horizon, 0),
        new long[1],
        List.of(0.5),
        List.of(),
        BlockAlarms.NONE);
  }

  /** Every forecaster's sums of each kind at each lead. */
  private static ErrorTable table(long windows, int horizon, double sum) {
    double[] errors = new double[3 * horizon];
    Arrays.fill(errors, sum);
    return new ErrorTable(
        windows, Collections.nCopies(FORECASTERS, List.of(new ErrorSums(new ValueForm(), errors))));
  }

  private static BlockEvaluation withExcerpt(
      String series, long number, List<ExcerptPoint> points, int horizon) {
    return new BlockEvaluation(
        new BlockId(series, number),
        new WindowCounts(2, 2, 0, 0),
        0,
        table(2, horizon, 0),
        table(0, horizon, 0),
        new long[1],
        List.of(0.5),
        points,
        BlockAlarms.NONE);
  }

  private static ExcerptPoint point(String series, long origin) {
    float[] actual = new float[7];
    float[] model = new float[7];
    float[] lastValue = new float[7];
    for (int row = 0; row < 7; row++) {
      actual[row] = 100 * origin + row;
      model[row] = 1000 + actual[row];
      lastValue[row] = 2000 + actual[row];
    }
    return new ExcerptPoint(
        series, origin, actual, model, new float[7], new float[7], lastValue, false);
  }
}
