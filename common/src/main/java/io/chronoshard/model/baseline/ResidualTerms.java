package io.chronoshard.model.baseline;

import io.chronoshard.block.Block;
import io.chronoshard.scale.Scaler;
import io.chronoshard.window.WindowLayout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What blocks contribute to the check of a recursion: the residuals of the training steps that they
 * own, in the targets' own units.
 *
 * @param layout of the blocks, which hold the targets of {@link #before} steps before their core
 * @param targets their scales
 * @param recursion what is checked
 * @param lags at which residuals are compared
 */
public record ResidualTerms(WindowLayout layout, Scaler targets, Recursion recursion, int lags)
    implements BlockSum<List<ResidualSums>> {

  /** Steps before a block's core that it reads. */
  int before() {
    return recursion.reach() + lags;
  }

  @Override
  public List<ResidualSums> of(Block block) {
    String series = block.id().series();
    List<ResidualSums> sums = new ArrayList<>();
    for (int target = 0; target < targets.columns().size(); target++) {
      Scaler.Column scale = targets.of(series).get(target);
      double[] values = TrainingSteps.scaled(block, layout, before(), scale, target);
      double[] residuals = new double[values.length];
      Arrays.fill(residuals, Double.NaN);
      for (int at = recursion.reach(); at < values.length; at++) {
        double expected = recursion.next(series, target, values, at - 1);
        residuals[at] = (values[at] - expected) * scale.divisor();
      }
      sums.add(ResidualSums.of(residuals, before(), lags));
    }
    return sums;
  }

  @Override
  public List<ResidualSums> plus(List<ResidualSums> sum, List<ResidualSums> next) {
    List<ResidualSums> sums = new ArrayList<>();
    for (int target = 0; target < sum.size(); target++) {
      sums.add(sum.get(target).plus(next.get(target)));
    }
    return sums;
  }
}
