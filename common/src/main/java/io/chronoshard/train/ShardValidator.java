package io.chronoshard.train;

import io.chronoshard.config.LossSettings.Kind;
import io.chronoshard.grid.Slice;
import io.chronoshard.model.NetworkForecaster;
import io.chronoshard.model.error.ErrorSums;
import io.chronoshard.model.error.ForecastForm;
import io.chronoshard.scale.Scaler;
import io.chronoshard.window.EpochOrder;
import io.chronoshard.window.WindowSet;
import java.util.List;
import java.util.stream.Stream;

/** Compares a network's forecasts with what happened, in double. */
final class ShardValidator {

  private final TrainingPlan plan;
  private final NetworkForecaster forecaster;
  private final int width;
  private final float[] forecasts;

  ShardValidator(TrainingPlan plan, NetworkForecaster forecaster) {
    this.plan = plan;
    this.forecaster = forecaster;
    this.width = plan.targetScaler().columns().size();
    this.forecasts = new float[plan.batch() * plan.shape().horizon() * width];
  }

  ValidationSums validate(WindowSet windows) {
    int[] order = EpochOrder.ascending(windows.size());
    double lossSum = 0;
    List<ErrorSums> sums =
        Stream.generate(() -> ErrorSums.empty(ForecastForm.VALUE, 1)).limit(width).toList();
    for (int from = 0; from < order.length; from += plan.batch()) {
      int to = Math.min(order.length, from + plan.batch());
      forecaster.forecastScaled(windows, order, from, to, forecasts);
      for (int i = from; i < to; i++) {
        lossSum += add(windows, order[i], i - from, sums);
      }
    }
    return new ValidationSums(windows.size(), plan.shape().horizon(), lossSum, sums);
  }

  /** Adds a window's errors; returns its loss. */
  private double add(WindowSet windows, int window, int sample, List<ErrorSums> sums) {
    Slice targets = windows.block(window).targets();
    List<Scaler.Column> scales = plan.targetScaler().of(windows.block(window).id().series());
    long origin = windows.origin(window);
    int at = sample * plan.shape().horizon() * width;
    double sum = 0;
    for (int row = 0; row < plan.shape().horizon(); row++) {
      for (int target = 0; target < width; target++) {
        Scaler.Column scale = scales.get(target);
        float actual = targets.at(origin + plan.shape().leadOf(row), target);
        float forecast = forecasts[at++];
        float[] own = {scale.unscale(forecast)};
        sums.get(target).add(0, own, 0, new float[] {actual}, 0);
        double scaled = (double) forecast - scale.scale(actual);
        sum += plan.loss().kind() == Kind.MAE ? Math.abs(scaled) : scaled * scaled;
      }
    }
    return sum / (plan.shape().horizon() * width);
  }
}
