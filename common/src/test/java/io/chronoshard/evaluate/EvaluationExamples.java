package io.chronoshard.evaluate;

import io.chronoshard.block.SeriesRuns;
import io.chronoshard.evaluate.EvaluatedSeries.SeriesErrors;
import io.chronoshard.model.baseline.ResidualCheck;
import java.util.Comparator;
import java.util.List;

/** Adds up what blocks contribute, in one place. */
final class EvaluationExamples {

  private EvaluationExamples() {}

  /** What blocks in their order come to, cut into parts of so many. */
  static EvaluatedSeries sum(List<BlockEvaluation> blocks, int part) {
    return sum(Evaluated.TEST, blocks, part);
  }

  static EvaluatedSeries sum(Evaluated over, List<BlockEvaluation> blocks, int part) {
    EvaluationSum rule = new EvaluationSum(over);
    SeriesRuns<BlockEvaluation, EvaluatedSeries> all = SeriesRuns.none(rule);
    for (int from = 0; from < blocks.size(); from += part) {
      SeriesRuns<BlockEvaluation, EvaluatedSeries> runs = SeriesRuns.none(rule);
      for (BlockEvaluation block : blocks.subList(from, Math.min(blocks.size(), from + part))) {
        runs = runs.with(block.block().series(), block, rule);
      }
      all = all.plus(runs, rule);
    }
    return all.all(rule);
  }

  /** The evaluation of blocks in their order; all series are told. */
  static Evaluation of(
      EvaluationSummary summary,
      int version,
      List<BlockEvaluation> blocks,
      List<ResidualCheck> residuals) {
    EvaluatedSeries all = sum(summary.over(), blocks, blocks.size());
    return summary.of(
        version,
        summary.total(all),
        all.series().stream().sorted(Comparator.comparing(SeriesErrors::series)).toList(),
        SeriesSpread.told(all.compared()),
        residuals);
  }
}
