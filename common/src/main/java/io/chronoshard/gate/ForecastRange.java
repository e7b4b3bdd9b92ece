package io.chronoshard.gate;

/**
 * Between what numbers forecasts of a target lie, in its own unit. Minus zero lies below zero, so
 * that no order of forecasts changes a bit.
 *
 * @param lowest of them; above {@code highest} where there is none
 * @param highest of them
 */
public record ForecastRange(float lowest, float highest) {

  /** Of no forecasts. */
  public static final ForecastRange NONE =
      new ForecastRange(Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY);

  /** With one more; a number that is none changes nothing. */
  ForecastRange with(float forecast) {
    return Float.isNaN(forecast)
        ? this
        : new ForecastRange(Math.min(lowest, forecast), Math.max(highest, forecast));
  }

  /** Of both. */
  public ForecastRange plus(ForecastRange other) {
    return new ForecastRange(Math.min(lowest, other.lowest), Math.max(highest, other.highest));
  }
}
