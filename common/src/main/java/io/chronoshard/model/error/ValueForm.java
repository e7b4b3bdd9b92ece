package io.chronoshard.model.error;

/** One value. */
public record ValueForm() implements ForecastForm {

  @Override
  public int sums() {
    return PointSums.COUNT;
  }

  @Override
  public void add(double[] sums, int to, float[] forecasts, int at, float[] actuals, int from) {
    PointSums.add(sums, to, forecasts[at], actuals[from]);
  }

  @Override
  public Errors errors(long count, double[] sums) {
    return PointSums.errors(count, sums, Further.NONE);
  }
}
