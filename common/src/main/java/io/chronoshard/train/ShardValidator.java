package io.chronoshard.train;

import io.chronoshard.block.Block;
import io.chronoshard.kernel.Loss;
import io.chronoshard.model.NetworkForecaster;
import io.chronoshard.model.OwnUnits;
import io.chronoshard.model.error.ErrorSums;
import io.chronoshard.model.error.ForecastForm;
import io.chronoshard.scale.Scaler;
import io.chronoshard.window.EpochOrder;
import io.chronoshard.window.WindowSet;
import java.util.List;

/** Compares a network's forecasts with what happened, in double. */
final class ShardValidator {

  private final TrainingPlan plan;
  private final NetworkForecaster forecaster;
  private final OwnUnits units;
  private final List<ForecastForm> forms;
  private final int horizon;

  /** Scaled forecasts of a minibatch; brought to their own units window by window. */
  private final float[] forecasts;

  /** One window's scaled forecasts. */
  private final double[] scaled;

  /** What it was to learn. */
  private final double[] learned;

  /** What happened. */
  private final float[] actual;

  ShardValidator(TrainingPlan plan, NetworkForecaster forecaster) {
    this.plan = plan;
    this.forecaster = forecaster;
    this.units = plan.units();
    this.forms = plan.objective().forms();
    this.horizon = plan.shape().horizon();
    this.scaled = new double[horizon * plan.objective().outputs()];
    this.forecasts = new float[plan.batch() * scaled.length];
    this.learned = new double[horizon * plan.targetScaler().width()];
    this.actual = new float[learned.length];
  }

  ValidationSums validate(WindowSet windows) {
    int[] order = EpochOrder.ascending(windows.size());
    double lossSum = 0;
    List<ErrorSums> sums = forms.stream().map(form -> ErrorSums.empty(form, 1)).toList();
    for (int from = 0; from < order.length; from += plan.batch()) {
      int to = Math.min(order.length, from + plan.batch());
      forecaster.forecastScaled(windows, order, from, to, forecasts);
      for (int i = from; i < to; i++) {
        Block block = windows.block(order[i]);
        lossSum += add(block, windows.origin(order[i]), i - from, sums);
      }
    }
    return new ValidationSums(windows.size(), horizon, lossSum, sums);
  }

  /** Adds a window's errors; returns its loss. */
  private double add(Block block, long origin, int sample, List<ErrorSums> sums) {
    int first = sample * scaled.length;
    for (int i = 0; i < scaled.length; i++) {
      scaled[i] = forecasts[first + i];
    }
    read(block, origin);
    units.bring(block, origin, forecasts, first);
    int at = first;
    int from = 0;
    for (int row = 0; row < horizon; row++) {
      for (ErrorSums errors : sums) {
        errors.add(0, forecasts, at, actual, from);
        at += errors.form().width();
        from += errors.form().actuals();
      }
    }
    Loss loss = plan.objective().loss();
    return loss.ofForecast(scaled, learned) / loss.terms(scaled.length);
  }

  /** Reads what happened. */
  private void read(Block block, long origin) {
    List<Scaler.Column> maps = plan.targetScaler().maps().of(block.id().series());
    int at = 0;
    for (int row = 0; row < horizon; row++) {
      long step = origin + plan.shape().leadOf(row);
      for (int column = 0; column < maps.size(); column++) {
        actual[at] = block.targets().at(step, column);
        learned[at++] =
            plan.targetScaler().scale(column, maps.get(column), block.targets(), origin, step);
      }
    }
  }
}
