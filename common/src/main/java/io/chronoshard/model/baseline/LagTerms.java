package io.chronoshard.model.baseline;

import io.chronoshard.block.Block;
import io.chronoshard.config.ScaleSettings.By;
import io.chronoshard.scale.Scaler;
import io.chronoshard.window.WindowLayout;
import java.util.ArrayList;
import java.util.List;

/**
 * What blocks contribute to an autoregression: the training steps that they own, each with the
 * steps before it, of each target's scaled and differenced values. Of each series with enough of
 * them its own recursion is kept, where series are told apart.
 *
 * @param layout of the blocks, which hold the targets of {@link #before} steps before their core
 * @param targets scales of all target columns
 * @param columns those that are forecast
 * @param lags steps back
 * @param differences times that differences are taken
 * @param by whose values are added up
 */
public record LagTerms(
    WindowLayout layout, Scaler targets, List<Integer> columns, int lags, int differences, By by)
    implements BlockSum<List<LagMoments>, BySeriesSum<List<LagMoments>, double[]>> {

  /** Copies the list. */
  public LagTerms {
    columns = List.copyOf(columns);
  }

  /** Steps before a block's core that it reads. */
  int before() {
    return lags + differences;
  }

  @Override
  public List<LagMoments> of(Block block) {
    List<Scaler.Column> scales = targets.of(block.id().series());
    List<LagMoments> moments = new ArrayList<>();
    for (int column : columns) {
      double[] values = TrainingSteps.scaled(block, layout, before(), scales.get(column), column);
      for (int times = 0; times < differences; times++) {
        difference(values);
      }
      moments.add(LagMoments.of(values, before(), lags));
    }
    return moments;
  }

  private static void difference(double[] values) {
    for (int at = values.length - 1; at > 0; at--) {
      values[at] -= values[at - 1];
    }
    values[0] = Double.NaN;
  }

  @Override
  public List<LagMoments> plus(List<LagMoments> some, List<LagMoments> others) {
    List<LagMoments> sums = new ArrayList<>();
    for (int place = 0; place < some.size(); place++) {
      sums.add(some.get(place).plus(others.get(place)));
    }
    return sums;
  }

  @Override
  public BySeriesSum<List<LagMoments>, double[]> nothing() {
    return BySeriesSum.of(columns.stream().map(column -> LagMoments.none(lags)).toList());
  }

  @Override
  public BySeriesSum<List<LagMoments>, double[]> with(
      BySeriesSum<List<LagMoments>, double[]> kept, String series, List<LagMoments> whole) {
    if (by == By.SERIES && whole.stream().allMatch(LagMoments::isEnough)) {
      kept.own().put(series, Recursion.levels(whole, differences));
    }
    return kept.with(plus(kept.all(), whole));
  }

  @Override
  public BySeriesSum<List<LagMoments>, double[]> both(
      BySeriesSum<List<LagMoments>, double[]> kept, BySeriesSum<List<LagMoments>, double[]> next) {
    kept.own().putAll(next.own());
    return kept.with(plus(kept.all(), next.all()));
  }
}
