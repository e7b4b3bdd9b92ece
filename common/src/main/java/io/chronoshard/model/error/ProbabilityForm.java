package io.chronoshard.model.error;

/** The probability of an event, which happens (1) or not (0). */
public record ProbabilityForm() implements ForecastForm {

  @Override
  public boolean isProbable() {
    return true;
  }

  @Override
  public int sums() {
    return EventSums.COUNT;
  }

  @Override
  public void add(double[] sums, int to, float[] forecasts, int at, float[] actuals, int from) {
    PointSums.add(sums, to, forecasts[at], actuals[from]);
    EventSums.add(sums, to, forecasts[at], actuals[from]);
  }

  @Override
  public Errors errors(long count, double[] sums) {
    return PointSums.errors(count, sums, EventSums.errors(count, sums));
  }
}
