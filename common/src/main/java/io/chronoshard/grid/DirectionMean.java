package io.chronoshard.grid;

/** The mean of directions in degrees, as the direction of the sum of their vectors. */
final class DirectionMean {

  /** A sum that is shorter than this share of all its vectors points nowhere. */
  private static final double CANCELLED = 1e-6;

  private double east;
  private double north;
  private double weights;

  void begin() {
    east = 0;
    north = 0;
    weights = 0;
  }

  /** Adds a direction; one of unknown or no weight counts for nothing. */
  void add(double degrees, double weight) {
    if (weight > 0) {
      double angle = StrictMath.toRadians(degrees);
      east += weight * StrictMath.sin(angle);
      north += weight * StrictMath.cos(angle);
      weights += weight;
    }
  }

  /** In [0, 360); NaN where the vectors cancel each other, or there is none. */
  float degrees() {
    if (!(StrictMath.hypot(east, north) > CANCELLED * weights)) {
      return Float.NaN;
    }
    float degrees = (float) StrictMath.toDegrees(StrictMath.atan2(east, north));
    float positive = degrees < 0 ? degrees + 360 : degrees;
    return positive >= 360 ? 0 : positive + 0f;
  }
}
