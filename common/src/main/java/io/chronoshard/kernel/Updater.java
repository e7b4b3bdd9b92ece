package io.chronoshard.kernel;

/**
 * How a gradient changes parameters: Keras' optimisers, with their defaults and formulas. What a
 * state holds nearer to zero than {@link Curves#TINY} becomes zero.
 */
public sealed interface Updater {

  /** The factor of a step. */
  double learningRate();

  /** The same with another factor, as in a schedule. */
  Updater withLearningRate(double rate);

  /** Floats of the state of so many parameters; all zero at first. */
  int stateSize(int parameters);

  /**
   * Changes all parameters.
   *
   * @param gradient of each parameter
   * @param state of {@link #stateSize}; changed
   * @param iteration 1 for the first step
   */
  void update(
      Arithmetic arithmetic, float[] parameters, float[] gradient, float[] state, long iteration);

  private static void check(double value, boolean isRight, String what) {
    if (!isRight) {
      throw new IllegalArgumentException(what + " of " + value);
    }
  }

  private static void checkRate(double rate) {
    check(rate, rate >= 0 && rate < Double.POSITIVE_INFINITY, "a learning rate");
  }

  private static void checkShare(double share, String what) {
    check(share, share >= 0 && share < 1, what);
  }

  private static void checkEpsilon(double epsilon) {
    check(epsilon, (float) epsilon > 0, "an epsilon");
  }

  /**
   * Gradient descent: {@code p -= rate · g}; with momentum {@code v = momentum · v - rate · g},
   * then {@code p += v}, or {@code p += momentum · v - rate · g} as Nesterov has it.
   *
   * <p>State: {@code v}, none without momentum.
   */
  record Sgd(double learningRate, double momentum, Look look) implements Updater {

    /** Where the gradient is taken to be. */
    public enum Look {
      /** Where the parameters are. */
      HERE,
      /** Where momentum will have carried them. */
      AHEAD
    }

    /** Refuses what does not descend. */
    public Sgd {
      checkRate(learningRate);
      checkShare(momentum, "a momentum");
    }

    /** Keras' defaults: rate 0.01, no momentum. */
    public static Sgd usual() {
      return new Sgd(0.01, 0, Look.HERE);
    }

    @Override
    public Updater withLearningRate(double rate) {
      return new Sgd(rate, momentum, look);
    }

    @Override
    public int stateSize(int parameters) {
      return momentum == 0 ? 0 : parameters;
    }

    @Override
    public void update(
        Arithmetic arithmetic,
        float[] parameters,
        float[] gradient,
        float[] state,
        long iteration) {
      float rate = (float) learningRate;
      float share = (float) momentum;
      for (int i = 0; i < gradient.length; i++) {
        float change = -rate * gradient[i];
        if (momentum != 0) {
          float velocity = Curves.flush(Math.fma(share, state[i], change));
          state[i] = velocity;
          change = look == Look.AHEAD ? Math.fma(share, velocity, change) : velocity;
        }
        parameters[i] += change;
      }
    }
  }

  /**
   * RMSProp, not centred: {@code v = rho · v + (1 - rho) · g²}, {@code step = rate · g / sqrt(v +
   * epsilon)}; {@code p -= step}, or with momentum {@code m = momentum · m + step}, {@code p -= m}.
   *
   * <p>State: all {@code v}, then with momentum all {@code m}.
   */
  record RmsProp(double learningRate, double rho, double momentum, double epsilon)
      implements Updater {

    /** Refuses what does not descend. */
    public RmsProp {
      checkRate(learningRate);
      checkShare(rho, "a rho");
      checkShare(momentum, "a momentum");
      checkEpsilon(epsilon);
    }

    /** Keras' defaults: rate 0.001, rho 0.9, no momentum, epsilon 1e-7. */
    public static RmsProp usual() {
      return new RmsProp(0.001, 0.9, 0, 1e-7);
    }

    @Override
    public Updater withLearningRate(double rate) {
      return new RmsProp(rate, rho, momentum, epsilon);
    }

    @Override
    public int stateSize(int parameters) {
      return Math.multiplyExact(momentum == 0 ? 1 : 2, parameters);
    }

    @Override
    public void update(
        Arithmetic arithmetic,
        float[] parameters,
        float[] gradient,
        float[] state,
        long iteration) {
      float fresh = (float) (1 - rho);
      int size = gradient.length;
      for (int i = 0; i < size; i++) {
        float g = gradient[i];
        float square = Curves.flush(Math.fma(Math.fma(g, g, -state[i]), fresh, state[i]));
        state[i] = square;
        float step = (float) learningRate * g / (float) Math.sqrt(square + (float) epsilon);
        if (momentum != 0) {
          step = Curves.flush(Math.fma((float) momentum, state[size + i], step));
          state[size + i] = step;
        }
        parameters[i] -= step;
      }
    }
  }

  /**
   * Adam (Kingma and Ba 2015) as Keras has it, with decoupled weight decay (Loshchilov and Hutter
   * 2019): {@code p -= decay · rate · p}, {@code m += (1 - beta1) (g - m)}, {@code v += (1 - beta2)
   * (g² - v)}, {@code p -= rate · sqrt(1 - beta2^t) / (1 - beta1^t) · m / (sqrt(v) + epsilon)}.
   *
   * <p>State: all {@code m}, then all {@code v}.
   */
  record Adam(double learningRate, double beta1, double beta2, double epsilon, double weightDecay)
      implements Updater {

    /** Refuses what does not descend. */
    public Adam {
      checkRate(learningRate);
      checkShare(beta1, "a first beta");
      checkShare(beta2, "a second beta");
      checkEpsilon(epsilon);
      check(weightDecay, weightDecay >= 0 && weightDecay * learningRate < 1, "a weight decay");
    }

    /** Keras' defaults: rate 0.001, betas 0.9 and 0.999, epsilon 1e-7, no decay. */
    public static Adam usual() {
      return new Adam(0.001, 0.9, 0.999, 1e-7, 0);
    }

    /** Keras' defaults of AdamW: as {@link #usual}, with a decay of 0.004. */
    public static Adam decaying() {
      return new Adam(0.001, 0.9, 0.999, 1e-7, 0.004);
    }

    @Override
    public Updater withLearningRate(double rate) {
      return new Adam(rate, beta1, beta2, epsilon, weightDecay);
    }

    @Override
    public int stateSize(int parameters) {
      return Math.multiplyExact(2, parameters);
    }

    /** The rate of a step, with what moments that began at zero lack. */
    public double rateAt(long iteration) {
      double first = 1 - StrictMath.pow(beta1, (double) iteration);
      double second = 1 - StrictMath.pow(beta2, (double) iteration);
      return learningRate * Math.sqrt(second) / first;
    }

    @Override
    public void update(
        Arithmetic arithmetic,
        float[] parameters,
        float[] gradient,
        float[] state,
        long iteration) {
      arithmetic.adam(
          parameters,
          gradient,
          state,
          (float) (1 - beta1),
          (float) (1 - beta2),
          (float) rateAt(iteration),
          (float) epsilon,
          (float) (1 - weightDecay * learningRate));
    }
  }
}
