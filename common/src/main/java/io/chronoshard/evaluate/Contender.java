package io.chronoshard.evaluate;

import io.chronoshard.model.Forecaster;
import io.chronoshard.model.TargetForms;
import io.chronoshard.model.error.ErrorSums;
import io.chronoshard.model.error.ForecastForm;
import io.chronoshard.window.WindowSet;
import java.util.ArrayList;
import java.util.List;

/** One of the forecasters that are compared, with its forecasts of a minibatch. */
final class Contender {

  private final Forecaster forecaster;
  private final List<ForecastForm> forms;
  private final int horizon;
  private final int width;
  private final float[] forecasts;

  /**
   * For minibatches of a size.
   *
   * @param forms what it gives for each target
   */
  Contender(Forecaster forecaster, List<ForecastForm> forms, int horizon, int batch) {
    this.forecaster = forecaster;
    this.forms = forms;
    this.horizon = horizon;
    this.width = TargetForms.width(forms);
    this.forecasts = new float[Math.multiplyExact(Math.multiplyExact(batch, horizon), width)];
  }

  void forecast(WindowSet windows, int[] order, int from, int to) {
    forecaster.forecast(windows, order, from, to, forecasts);
  }

  /** Sums of no errors, one for each target. */
  List<ErrorSums> sums() {
    List<ErrorSums> sums = new ArrayList<>();
    for (int target = 0; target < forms.size(); target++) {
      sums.add(
          forecaster.forecasts(target)
              ? ErrorSums.empty(forms.get(target), horizon)
              : ErrorSums.NOTHING);
    }
    return sums;
  }

  /** Whether it has something to stand on in a sample. */
  boolean isKnown(int sample) {
    int at = sample * horizon * width;
    for (int row = 0; row < horizon; row++) {
      for (int target = 0; target < forms.size(); target++) {
        int next = at + forms.get(target).width();
        while (at < next) {
          if (Float.isNaN(forecasts[at++]) && forecaster.forecasts(target)) {
            return false;
          }
        }
      }
    }
    return true;
  }

  /**
   * Adds the errors of a sample.
   *
   * @param actual what happened, {@code [horizon][target column]}
   */
  void add(int sample, float[] actual, List<ErrorSums> sums) {
    int at = sample * horizon * width;
    int from = 0;
    for (int row = 0; row < horizon; row++) {
      for (int target = 0; target < forms.size(); target++) {
        ErrorSums errors = sums.get(target);
        if (errors.isThere()) {
          errors.add(row, forecasts, at, actual, from);
        }
        at += forms.get(target).width();
        from += forms.get(target).actuals();
      }
    }
  }

  /** One number for each row and target of a sample, for charts; NaN where it says nothing. */
  float[] points(int sample) {
    float[] points = new float[horizon * forms.size()];
    int at = sample * horizon * width;
    int to = 0;
    for (int row = 0; row < horizon; row++) {
      for (int target = 0; target < forms.size(); target++) {
        ForecastForm form = forms.get(target);
        points[to++] = forecaster.forecasts(target) ? form.point(forecasts, at) : Float.NaN;
        at += form.width();
      }
    }
    return points;
  }
}
