package io.chronoshard.model.baseline;

import io.chronoshard.block.Block;
import io.chronoshard.config.ScaleSettings.By;
import io.chronoshard.scale.BySeries;
import io.chronoshard.scale.Scaler;
import io.chronoshard.window.WindowLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What blocks contribute to an autoregression: the training steps that they own, each with the
 * steps before it, of each target's scaled and differenced values.
 *
 * @param layout of the blocks, which hold the targets of {@link #before} steps before their core
 * @param targets their scales
 * @param lags steps back
 * @param differences times that differences are taken
 * @param by whose values are added up
 */
public record LagTerms(WindowLayout layout, Scaler targets, int lags, int differences, By by)
    implements BlockSum<BySeries<List<LagMoments>>> {

  /** Steps before a block's core that it reads. */
  int before() {
    return lags + differences;
  }

  @Override
  public BySeries<List<LagMoments>> of(Block block) {
    String series = block.id().series();
    List<LagMoments> moments = new ArrayList<>();
    for (int target = 0; target < targets.columns().size(); target++) {
      double[] values =
          TrainingSteps.scaled(block, layout, before(), targets.of(series).get(target), target);
      for (int times = 0; times < differences; times++) {
        difference(values);
      }
      moments.add(LagMoments.of(values, before(), lags));
    }
    return by == By.ALL ? BySeries.same(moments) : new BySeries<>(moments, Map.of(series, moments));
  }

  private static void difference(double[] values) {
    for (int at = values.length - 1; at > 0; at--) {
      values[at] -= values[at - 1];
    }
    values[0] = Double.NaN;
  }

  @Override
  public BySeries<List<LagMoments>> plus(
      BySeries<List<LagMoments>> sum, BySeries<List<LagMoments>> next) {
    return sum.merge(next, LagTerms::plus);
  }

  private static List<LagMoments> plus(List<LagMoments> some, List<LagMoments> others) {
    List<LagMoments> sums = new ArrayList<>();
    for (int target = 0; target < some.size(); target++) {
      sums.add(some.get(target).plus(others.get(target)));
    }
    return sums;
  }
}
