package io.chronoshard.evaluate;

import io.chronoshard.model.ForecastLayout;
import io.chronoshard.model.Forecaster;
import io.chronoshard.model.error.ErrorSums;
import io.chronoshard.model.error.ForecastForm;
import io.chronoshard.window.WindowSet;
import io.chronoshard.window.WindowTargets;
import java.util.ArrayList;
import java.util.List;

/** One of the forecasters that are compared, with its forecasts of a minibatch. */
final class Contender {

  private final Forecaster forecaster;
  private final ForecastLayout layout;
  private final WindowTargets values;

  /** Numbers of a window. */
  private final int width;

  private final float[] forecasts;

  /**
   * For minibatches of a size.
   *
   * @param layout of what it gives
   */
  Contender(Forecaster forecaster, ForecastLayout layout, int batch) {
    this.forecaster = forecaster;
    this.layout = layout;
    this.values = layout.values();
    this.width = layout.numbers();
    this.forecasts = new float[Math.multiplyExact(batch, width)];
  }

  /** Whether it says anything of a head's target. */
  boolean forecasts(int place) {
    return forecaster.forecasts(values.targets().get(place).target());
  }

  /** The losses of its heads for a sample; none where it minimises nothing. */
  double[] losses(int sample) {
    return forecaster.losses(sample);
  }

  void forecast(WindowSet windows, int[] order, int from, int to) {
    forecaster.forecast(windows, order, from, to, forecasts);
  }

  /** Sums of no errors, one for each head's target. */
  List<ErrorSums> sums() {
    List<ErrorSums> sums = new ArrayList<>();
    for (int place = 0; place < layout.forms().size(); place++) {
      sums.add(
          forecasts(place)
              ? ErrorSums.empty(layout.forms().get(place), values.targets().get(place).rows())
              : ErrorSums.NOTHING);
    }
    return sums;
  }

  /** Whether it has something to stand on in a sample. */
  boolean isKnown(int sample) {
    int at = sample * width;
    for (int value = 0; value < values.size(); value++) {
      int next = at + layout.form(value).width();
      while (at < next) {
        if (Float.isNaN(forecasts[at++]) && forecasts(values.place(value))) {
          return false;
        }
      }
    }
    return true;
  }

  /**
   * Adds the errors of a sample.
   *
   * @param actual what happened, {@code [head][row][target column]}
   */
  void add(int sample, float[] actual, List<ErrorSums> sums) {
    int at = sample * width;
    int from = 0;
    for (int value = 0; value < values.size(); value++) {
      ErrorSums errors = sums.get(values.place(value));
      if (errors.isThere()) {
        errors.add(values.row(value), forecasts, at, actual, from);
      }
      at += layout.form(value).width();
      from += layout.form(value).actuals();
    }
  }

  /** One number of the forecasts that begin at a place. */
  @FunctionalInterface
  interface Reading {

    /** Reads it. */
    float of(ForecastForm form, float[] forecasts, int at);
  }

  /** One number for each value of a sample, for charts; NaN where it says nothing. */
  float[] numbers(int sample, Reading reading) {
    float[] numbers = new float[values.size()];
    int at = sample * width;
    for (int value = 0; value < values.size(); value++) {
      ForecastForm form = layout.form(value);
      numbers[value] = forecasts(values.place(value)) ? reading.of(form, forecasts, at) : Float.NaN;
      at += form.width();
    }
    return numbers;
  }
}
