package io.chronoshard.kernel;

/** Keeps gradients small. */
public final class Clipping {

  private Clipping() {}

  /** Moves values beyond a limit to it, with their sign. */
  public static void byValue(float[] gradient, double limit) {
    check(limit);
    float most = (float) limit;
    for (int i = 0; i < gradient.length; i++) {
      gradient[i] = Math.max(-most, Math.min(most, gradient[i]));
    }
  }

  /** Shortens a gradient whose Euclidean norm is beyond a limit to it. */
  public static void byNorm(float[] gradient, double limit) {
    byNorm(gradient, 0, gradient.length, limit);
  }

  /** As {@link #byNorm(float[], double)}, one layer's part of a gradient alone. */
  public static void byNorm(float[] gradient, int at, int count, double limit) {
    check(limit);
    double norm = norm(gradient, at, count);
    if (norm > limit) {
      float factor = (float) (limit / norm);
      for (int i = at; i < at + count; i++) {
        gradient[i] *= factor;
      }
    }
  }

  /** The Euclidean norm, summed up in double from the first value to the last. */
  public static double norm(float[] gradient, int at, int count) {
    double sum = 0;
    for (int i = at; i < at + count; i++) {
      double value = gradient[i];
      sum += value * value;
    }
    return Math.sqrt(sum);
  }

  private static void check(double limit) {
    if (!(limit > 0)) {
      throw new IllegalArgumentException("clipping at " + limit);
    }
  }
}
