package io.chronoshard.model.error;

import java.util.List;

/** A mean and a standard deviation. */
public record GaussianForm() implements ForecastForm {

  @Override
  public boolean hasDeviation() {
    return true;
  }

  @Override
  public int width() {
    return 2;
  }

  @Override
  public List<String> furtherNames() {
    return List.of("deviation");
  }

  @Override
  public List<Float> further(float[] forecasts, int at) {
    return List.of(forecasts[at + 1]);
  }

  @Override
  public String band() {
    return "within one deviation";
  }

  @Override
  public float lower(float[] forecasts, int at) {
    return forecasts[at] - forecasts[at + 1];
  }

  @Override
  public float upper(float[] forecasts, int at) {
    return forecasts[at] + forecasts[at + 1];
  }

  @Override
  public int sums() {
    return GaussianSums.COUNT;
  }

  @Override
  public void add(double[] sums, int to, float[] forecasts, int at, float[] actuals, int from) {
    PointSums.add(sums, to, forecasts[at], actuals[from]);
    GaussianSums.add(sums, to, forecasts[at], forecasts[at + 1], actuals[from]);
  }

  @Override
  public Errors errors(long count, double[] sums) {
    return PointSums.errors(count, sums, GaussianSums.errors(count, sums));
  }
}
