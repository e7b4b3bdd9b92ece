package io.chronoshard.model.error;

/** Sums of one number's errors: absolute, squared and signed. */
final class PointSums {

  static final int COUNT = 3;

  private PointSums() {}

  static void add(double[] sums, int to, float forecast, float actual) {
    double error = (double) forecast - actual;
    sums[to] += Math.abs(error);
    sums[to + 1] += error * error;
    sums[to + 2] += error;
  }

  static Errors errors(long count, double[] sums, Further further) {
    return new Errors(count, sums[0] / count, Math.sqrt(sums[1] / count), sums[2] / count, further);
  }
}
