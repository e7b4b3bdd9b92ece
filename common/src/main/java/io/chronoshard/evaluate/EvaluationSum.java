package io.chronoshard.evaluate;

import io.chronoshard.block.SeriesSum;

/** Adds up what blocks contribute, series by series. */
public record EvaluationSum() implements SeriesSum<BlockEvaluation, EvaluatedSeries> {

  @Override
  public BlockEvaluation plus(BlockEvaluation sum, BlockEvaluation next) {
    return sum.plus(next);
  }

  @Override
  public EvaluatedSeries nothing() {
    return EvaluatedSeries.none();
  }

  @Override
  public EvaluatedSeries with(EvaluatedSeries kept, String series, BlockEvaluation whole) {
    return kept.with(whole);
  }

  @Override
  public EvaluatedSeries both(EvaluatedSeries kept, EvaluatedSeries next) {
    return kept.plus(next);
  }
}
