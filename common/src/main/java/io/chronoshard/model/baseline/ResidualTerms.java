package io.chronoshard.model.baseline;

import io.chronoshard.block.Block;
import io.chronoshard.scale.Scaler;
import io.chronoshard.window.WindowLayout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * What blocks contribute to the check of a recursion: the residuals of the training steps that they
 * own, in the targets' own units.
 *
 * @param layout of the blocks, which hold the targets of {@link #before} steps before their core
 * @param targets scales of all target columns
 * @param columns those that are forecast
 * @param recursion what is checked
 * @param fitted weights of each target that were fitted
 * @param lags at which residuals are compared
 */
public record ResidualTerms(
    WindowLayout layout,
    Scaler targets,
    List<Integer> columns,
    Recursion recursion,
    int fitted,
    int lags)
    implements BlockSum<List<ResidualSums>, List<ResidualTotals>> {

  /** Copies the list. */
  public ResidualTerms {
    columns = List.copyOf(columns);
  }

  /** Steps before a block's core that it reads. */
  int before() {
    return recursion.reach() + lags;
  }

  @Override
  public List<ResidualSums> of(Block block) {
    String series = block.id().series();
    List<ResidualSums> sums = new ArrayList<>();
    for (int place = 0; place < columns.size(); place++) {
      Scaler.Column scale = targets.of(series).get(columns.get(place));
      double[] values = TrainingSteps.scaled(block, layout, before(), scale, columns.get(place));
      double[] residuals = new double[values.length];
      Arrays.fill(residuals, Double.NaN);
      for (int at = recursion.reach(); at < values.length; at++) {
        double expected = recursion.next(series, place, values, at - 1);
        residuals[at] = (values[at] - expected) * scale.divisor();
      }
      sums.add(ResidualSums.of(residuals, before(), lags));
    }
    return sums;
  }

  @Override
  public List<ResidualSums> plus(List<ResidualSums> sum, List<ResidualSums> next) {
    List<ResidualSums> sums = new ArrayList<>();
    for (int place = 0; place < sum.size(); place++) {
      sums.add(sum.get(place).plus(next.get(place)));
    }
    return sums;
  }

  @Override
  public List<ResidualTotals> nothing() {
    return Collections.nCopies(columns.size(), ResidualTotals.NONE).stream().toList();
  }

  @Override
  public List<ResidualTotals> with(
      List<ResidualTotals> kept, String series, List<ResidualSums> whole) {
    boolean hasOwn = recursion.coefficients().series().containsKey(series);
    return both(
        kept,
        whole.stream()
            .map(sums -> hasOwn ? sums.ofOwnFit(fitted) : sums.ofSharedFit(fitted))
            .toList());
  }

  @Override
  public List<ResidualTotals> both(List<ResidualTotals> kept, List<ResidualTotals> next) {
    List<ResidualTotals> sums = new ArrayList<>();
    for (int place = 0; place < kept.size(); place++) {
      sums.add(kept.get(place).plus(next.get(place)));
    }
    return sums;
  }
}
