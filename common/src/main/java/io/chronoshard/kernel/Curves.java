package io.chronoshard.kernel;

/**
 * The hyperbolic tangent and the logistic function in floats, as rational approximations: the same
 * bits wherever they run.
 *
 * <p>{@code tanh(x) ≈ x · P(x²) / Q(x²)} on [-8, 8], beyond which the float next to it is 1; P and
 * Q are of degree four, a minimax fit of the absolute error. {@code sigmoid(x) = ½ + ½ tanh(x /
 * 2)}, with the halves in the coefficients, which changes no bit of them.
 */
public final class Curves {

  /** Beyond it the hyperbolic tangent differs from 1 by less than the approximation does. */
  public static final float TANH_LIMIT = 8;

  /** As {@link #TANH_LIMIT}, of the logistic function. */
  public static final float SIGMOID_LIMIT = 16;

  public static final float P0 = 0.99999994f;
  public static final float P1 = 0.13438188f;
  public static final float P2 = 0.003564152f;
  public static final float P3 = 2.1773176e-05f;
  public static final float P4 = 1.5061714e-08f;
  public static final float Q1 = 0.46771508f;
  public static final float Q2 = 0.026136f;
  public static final float Q3 = 0.00033991726f;
  public static final float Q4 = 8.4536225e-07f;

  /** {@code P(x² / 4) / 4} and {@code Q(x² / 4)}. */
  public static final float SIGMOID_P0 = P0 / 4;

  public static final float SIGMOID_P1 = P1 / 16;
  public static final float SIGMOID_P2 = P2 / 64;
  public static final float SIGMOID_P3 = P3 / 256;
  public static final float SIGMOID_P4 = P4 / 1024;
  public static final float SIGMOID_Q1 = Q1 / 4;
  public static final float SIGMOID_Q2 = Q2 / 16;
  public static final float SIGMOID_Q3 = Q3 / 64;
  public static final float SIGMOID_Q4 = Q4 / 256;

  /** What is nearer to zero does not matter: 2^-64, far above the denormal numbers. */
  public static final float TINY = 0x1p-64f;

  private Curves() {}

  /** The value; zero where it is nearer to it than {@link #TINY}; NaN of NaN. */
  public static float flush(float x) {
    return Math.abs(x) < TINY ? 0 : x;
  }

  /** The hyperbolic tangent, within 3e-7; NaN of NaN. */
  public static float tanh(float x) {
    float y = clamp(x, TANH_LIMIT);
    float u = y * y;
    float p = Math.fma(P4, u, P3);
    p = Math.fma(p, u, P2);
    p = Math.fma(p, u, P1);
    p = Math.fma(p, u, P0);
    float q = Math.fma(Q4, u, Q3);
    q = Math.fma(q, u, Q2);
    q = Math.fma(q, u, Q1);
    q = Math.fma(q, u, 1f);
    return y * p / q;
  }

  /** {@code 1 / (1 + e^-x)}, within 2e-7; NaN of NaN. */
  public static float sigmoid(float x) {
    float y = clamp(x, SIGMOID_LIMIT);
    float u = y * y;
    float p = Math.fma(SIGMOID_P4, u, SIGMOID_P3);
    p = Math.fma(p, u, SIGMOID_P2);
    p = Math.fma(p, u, SIGMOID_P1);
    p = Math.fma(p, u, SIGMOID_P0);
    float q = Math.fma(SIGMOID_Q4, u, SIGMOID_Q3);
    q = Math.fma(q, u, SIGMOID_Q2);
    q = Math.fma(q, u, SIGMOID_Q1);
    q = Math.fma(q, u, 1f);
    return y * p / q + 0.5f;
  }

  /** The value, or the limit with its sign where that is nearer to zero. */
  private static float clamp(float x, float limit) {
    if (x > limit) {
      return limit;
    }
    return x < -limit ? -limit : x;
  }
}
