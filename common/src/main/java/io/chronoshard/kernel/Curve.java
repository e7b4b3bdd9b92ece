package io.chronoshard.kernel;

/**
 * What is applied to a layer's sums, value by value: the activations of Keras 3 whose slope follows
 * from what they give. {@link #LINEAR}, {@link #TANH}, {@link #SIGMOID} and {@link #RELU} are fast
 * in floats; the others go through doubles and {@link StrictMath}, and are the same everywhere too.
 *
 * <p>Out are those of which one value has several slopes (swish, also called silu, gelu, mish, hard
 * swish) and those that mix the values of a step (softmax): the way back would need the sums as
 * well.
 */
public enum Curve {
  /** The value as it is. */
  LINEAR {
    @Override
    public double at(double x) {
      return x;
    }

    @Override
    public double slope(double y) {
      return 1;
    }

    @Override
    public float at(float x) {
      return x;
    }

    @Override
    public float slope(float y) {
      return 1;
    }
  },
  /** The hyperbolic tangent. */
  TANH {
    @Override
    public double at(double x) {
      return StrictMath.tanh(x);
    }

    @Override
    public double slope(double y) {
      return 1 - y * y;
    }

    @Override
    public float at(float x) {
      return Curves.tanh(x);
    }

    @Override
    public float slope(float y) {
      return 1 - y * y;
    }
  },
  /** {@code 1 / (1 + e^-x)}. */
  SIGMOID {
    @Override
    public double at(double x) {
      return 1 / (1 + StrictMath.exp(-x));
    }

    @Override
    public double slope(double y) {
      return y * (1 - y);
    }

    @Override
    public float at(float x) {
      return Curves.sigmoid(x);
    }

    @Override
    public float slope(float y) {
      return y * (1 - y);
    }
  },
  /** {@code max(0, x)}. */
  RELU {
    @Override
    public double at(double x) {
      return x > 0 || Double.isNaN(x) ? x : 0;
    }

    @Override
    public double slope(double y) {
      return y > 0 ? 1 : 0;
    }

    @Override
    public float at(float x) {
      return x > 0 || Float.isNaN(x) ? x : 0;
    }

    @Override
    public float slope(float y) {
      return y > 0 ? 1 : 0;
    }
  },
  /** {@code x} above zero, {@code e^x - 1} below. */
  ELU {
    @Override
    public double at(double x) {
      return x > 0 ? x : StrictMath.expm1(x);
    }

    @Override
    public double slope(double y) {
      return y > 0 ? 1 : y + 1;
    }
  },
  /** {@link #ELU}, scaled so that layers keep mean and deviation (Klambauer et al. 2017). */
  SELU {
    @Override
    public double at(double x) {
      return x > 0 ? SELU_SCALE * x : SELU_SCALE * SELU_ALPHA * StrictMath.expm1(x);
    }

    @Override
    public double slope(double y) {
      return y > 0 ? SELU_SCALE : y + SELU_SCALE * SELU_ALPHA;
    }
  },
  /** {@code ln(1 + e^x)}. */
  SOFTPLUS {
    @Override
    public double at(double x) {
      return Math.max(x, 0) + StrictMath.log1p(StrictMath.exp(-Math.abs(x)));
    }

    @Override
    public double slope(double y) {
      return -StrictMath.expm1(-y);
    }
  },
  /** {@code x / (1 + |x|)}. */
  SOFTSIGN {
    @Override
    public double at(double x) {
      return Double.isInfinite(x) ? Math.signum(x) : x / (1 + Math.abs(x));
    }

    @Override
    public double slope(double y) {
      double rest = 1 - Math.abs(y);
      return rest * rest;
    }
  },
  /** {@code e^x}. */
  EXPONENTIAL {
    @Override
    public double at(double x) {
      return StrictMath.exp(x);
    }

    @Override
    public double slope(double y) {
      return y;
    }
  },
  /** {@code x / 6 + 0.5} between 0 and 1, as in Keras 3; Keras 2 had a slope of 0.2. */
  HARD_SIGMOID {
    @Override
    public double at(double x) {
      return Math.min(Math.max(x / 6 + 0.5, 0), 1);
    }

    @Override
    public double slope(double y) {
      return y > 0 && y < 1 ? 1 / 6.0 : 0;
    }
  },
  /** {@code x} above zero, {@code 0.2 x} below. */
  LEAKY_RELU {
    @Override
    public double at(double x) {
      return x > 0 ? x : 0.2 * x;
    }

    @Override
    public double slope(double y) {
      return y > 0 ? 1 : 0.2;
    }
  },
  /** {@code x} between 0 and 6. */
  RELU6 {
    @Override
    public double at(double x) {
      return Math.min(Math.max(x, 0), 6);
    }

    @Override
    public double slope(double y) {
      return y > 0 && y < 6 ? 1 : 0;
    }
  };

  private static final double SELU_SCALE = 1.0507009873554805;
  private static final double SELU_ALPHA = 1.6732632423543772;

  /** The curve's value; NaN of NaN. */
  public abstract double at(double x);

  /**
   * The curve's slope.
   *
   * @param y what the curve gave
   */
  public abstract double slope(double y);

  /** The curve's value in floats. */
  public float at(float x) {
    return (float) at((double) x);
  }

  /** The curve's slope in floats. */
  public float slope(float y) {
    return (float) slope((double) y);
  }
}
