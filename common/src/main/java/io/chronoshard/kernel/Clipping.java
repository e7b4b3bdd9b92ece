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
    check(limit);
    double norm = norm(gradient);
    if (norm > limit) {
      float factor = (float) (limit / norm);
      for (int i = 0; i < gradient.length; i++) {
        gradient[i] *= factor;
      }
    }
  }

  /** Summed up in double from the first value to the last. */
  private static double norm(float[] gradient) {
    double sum = 0;
    for (double value : gradient) {
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
