package io.chronoshard.train;

import io.chronoshard.block.Block;
import io.chronoshard.model.HeadLosses;
import io.chronoshard.model.NetworkForecaster;
import io.chronoshard.model.OwnUnits;
import io.chronoshard.model.error.ErrorSums;
import io.chronoshard.window.EpochOrder;
import io.chronoshard.window.WindowSet;
import io.chronoshard.window.WindowTargets;
import java.util.List;
import java.util.stream.IntStream;

/** Compares a network's forecasts with what happened, in double. */
final class ShardValidator {

  private final TrainingPlan plan;
  private final NetworkForecaster forecaster;
  private final OwnUnits units;
  private final HeadLosses losses;

  /** Numbers of a window. */
  private final int width;

  /** Scaled forecasts of a minibatch; brought to their own units window by window. */
  private final float[] forecasts;

  ShardValidator(TrainingPlan plan, NetworkForecaster forecaster) {
    this.plan = plan;
    this.forecaster = forecaster;
    this.units = plan.units();
    this.losses = new HeadLosses(units, plan.objectives());
    this.width = units.layout().numbers();
    this.forecasts = new float[plan.batch() * width];
  }

  ValidationSums validate(WindowSet windows) {
    int[] order = EpochOrder.ascending(windows.size());
    double[] lossSums = new double[plan.objectives().heads().size()];
    double lossSum = 0;
    List<ErrorSums> sums =
        units.layout().forms().stream().map(form -> ErrorSums.empty(form, 1)).toList();
    for (int from = 0; from < order.length; from += plan.batch()) {
      int to = Math.min(order.length, from + plan.batch());
      forecaster.forecastScaled(windows, order, from, to, forecasts);
      for (int i = from; i < to; i++) {
        Block block = windows.block(order[i]);
        long origin = windows.origin(order[i]);
        int first = (i - from) * width;
        double[] own = losses.of(block, origin, forecasts, first);
        for (int head = 0; head < own.length; head++) {
          lossSums[head] += own[head];
        }
        lossSum += losses.total(own);
        units.bring(block, origin, forecasts, first);
        add(sums, units.layout().actual(block, origin), first);
      }
    }
    return new ValidationSums(
        windows.size(), lossSum, heads(lossSums), units.layout().values().targets(), sums);
  }

  private List<ValidationSums.Head> heads(double[] lossSums) {
    return IntStream.range(0, lossSums.length)
        .mapToObj(
            head ->
                new ValidationSums.Head(plan.objectives().heads().get(head).name(), lossSums[head]))
        .toList();
  }

  /** Adds a window's errors. */
  private void add(List<ErrorSums> sums, float[] actual, int first) {
    WindowTargets values = units.layout().values();
    int at = first;
    int from = 0;
    for (int value = 0; value < values.size(); value++) {
      ErrorSums errors = sums.get(values.place(value));
      errors.add(0, forecasts, at, actual, from);
      at += errors.form().width();
      from += errors.form().actuals();
    }
  }
}
