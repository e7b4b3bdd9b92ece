package io.chronoshard.kernel.reference;

/** Keeps gradients small, in double. */
public final class ReferenceClipping {

  private ReferenceClipping() {}

  /** Moves values beyond a limit to it, with their sign. */
  public static void byValue(double[] gradient, double limit) {
    for (int i = 0; i < gradient.length; i++) {
      gradient[i] = Math.max(-limit, Math.min(limit, gradient[i]));
    }
  }

  /** Shortens a gradient whose Euclidean norm is beyond a limit to it. */
  public static void byNorm(double[] gradient, double limit) {
    double sum = 0;
    for (double value : gradient) {
      sum += value * value;
    }
    double norm = Math.sqrt(sum);
    for (int i = 0; norm > limit && i < gradient.length; i++) {
      gradient[i] *= limit / norm;
    }
  }
}
