package io.chronoshard.model.error;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Forecasts of what a series has still to live, in cycles or rows: as those of any value, and
 * besides judged by the score of the prognostics challenge of 2008, for which too late is worse
 * than too early. Its constants are numbers of cycles, so that lives which are counted in steps of
 * time have no such score.
 *
 * @param value how the value is forecast
 */
public record LifeForm(ForecastForm value) implements ForecastForm {

  /**
   * The measure: the sum over forecasts of {@code exp(-d/13) - 1} where the forecast is {@code d}
   * less than what happened, else of {@code exp(d/10) - 1} (A. Saxena and others, Damage
   * Propagation Modeling for Aircraft Engine Run-to-Failure Simulation, 2008). It grows with their
   * number, and without bound with their errors.
   */
  public static final String SCORE = "PHM08 score";

  private static final double EARLY = 13;
  private static final double LATE = 10;

  @Override
  public int width() {
    return value.width();
  }

  @Override
  public boolean hasDeviation() {
    return value.hasDeviation();
  }

  @Override
  public float point(float[] forecasts, int at) {
    return value.point(forecasts, at);
  }

  @Override
  public List<String> furtherNames() {
    return value.furtherNames();
  }

  @Override
  public List<Float> further(float[] forecasts, int at) {
    return value.further(forecasts, at);
  }

  @Override
  public String band() {
    return value.band();
  }

  @Override
  public float lower(float[] forecasts, int at) {
    return value.lower(forecasts, at);
  }

  @Override
  public float upper(float[] forecasts, int at) {
    return value.upper(forecasts, at);
  }

  @Override
  public int sums() {
    return value.sums() + 1;
  }

  @Override
  public void add(double[] sums, int to, float[] forecasts, int at, float[] actuals, int from) {
    value.add(sums, to, forecasts, at, actuals, from);
    double late = (double) point(forecasts, at) - actuals[from];
    sums[to + value.sums()] += StrictMath.expm1(late < 0 ? -late / EARLY : late / LATE);
  }

  @Override
  public Errors errors(long count, double[] sums) {
    Errors errors = value.errors(count, Arrays.copyOf(sums, value.sums()));
    List<Measure> measures = new ArrayList<>(errors.further().measures());
    measures.add(new Measure(SCORE, sums[value.sums()]));
    return new Errors(count, errors.mae(), errors.rmse(), errors.bias(), Further.of(measures));
  }
}
