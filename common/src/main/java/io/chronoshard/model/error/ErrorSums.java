package io.chronoshard.model.error;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Sums of one forecaster's errors for one target, in some cells; they add up.
 *
 * @param form what is forecast
 * @param sums {@code [cell][sum]}; empty where there is nothing to compare
 */
public record ErrorSums(ForecastForm form, double[] sums) {

  /** Where a forecaster says nothing of a target. */
  public static final ErrorSums NOTHING = new ErrorSums(new ValueForm(), new double[0]);

  /** Of no forecasts. */
  public static ErrorSums empty(ForecastForm form, int cells) {
    return new ErrorSums(form, new double[Math.multiplyExact(form.sums(), cells)]);
  }

  /** How many cells there are. */
  public int cells() {
    return sums.length / form.sums();
  }

  /** Whether anything is compared. */
  public boolean isThere() {
    return sums.length > 0;
  }

  /**
   * Adds a forecast.
   *
   * @param at where the forecast's numbers begin
   * @param from where what happened begins
   */
  public void add(int cell, float[] forecasts, int at, float[] actuals, int from) {
    form.add(sums, cell * form.sums(), forecasts, at, actuals, from);
  }

  /** The sums of both. */
  public ErrorSums plus(ErrorSums other) {
    double[] both = sums.clone();
    for (int i = 0; i < both.length; i++) {
      both[i] += other.sums[i];
    }
    return new ErrorSums(form, both);
  }

  /** What one cell comes to, over so many forecasts. */
  public Errors at(int cell, long count) {
    int from = cell * form.sums();
    return form.errors(count, Arrays.copyOfRange(sums, from, from + form.sums()));
  }

  /** What all cells together come to, over so many forecasts. */
  public Errors overall(long count) {
    return form.errors(count, total());
  }

  /** The same with one cell for all. */
  public ErrorSums together() {
    return isThere() ? new ErrorSums(form, total()) : this;
  }

  private double[] total() {
    double[] total = new double[form.sums()];
    for (int i = 0; i < sums.length; i++) {
      total[i % total.length] += sums[i];
    }
    return total;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ErrorSums that
        && form.equals(that.form)
        && Arrays.equals(sums, that.sums);
  }

  @Override
  public int hashCode() {
    return 31 * form.hashCode() + Arrays.hashCode(sums);
  }

  @Override
  public String toString() {
    return "ErrorSums(" + form + ", " + Arrays.toString(sums) + ")";
  }
}
