package io.chronoshard.evaluate;

import io.chronoshard.block.SeriesSum;

/**
 * Adds up what blocks contribute, series by series.
 *
 * @param over which of their windows are wanted
 */
public record EvaluationSum(Evaluated over) implements SeriesSum<BlockEvaluation, EvaluatedSeries> {

  @Override
  public BlockEvaluation plus(BlockEvaluation sum, BlockEvaluation next) {
    return over.plus(sum, next);
  }

  @Override
  public EvaluatedSeries nothing() {
    return EvaluatedSeries.none();
  }

  @Override
  public EvaluatedSeries with(EvaluatedSeries kept, String series, BlockEvaluation whole) {
    return kept.with(over.whole(whole));
  }

  @Override
  public EvaluatedSeries both(EvaluatedSeries kept, EvaluatedSeries next) {
    return kept.plus(next);
  }
}
