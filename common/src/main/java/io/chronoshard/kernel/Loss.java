package io.chronoshard.kernel;

import java.util.Arrays;
import java.util.List;

/**
 * How far outputs are from targets. All is computed in double, stable for any numbers.
 *
 * <p>A loss is the mean over samples, steps and terms: there is one for each output, or one for
 * several outputs that belong together.
 */
public sealed interface Loss permits CategoricalCrossEntropy, GaussianLikelihood, Loss.ByOutput {

  /** Columns of the targets for so many outputs. */
  default int targets(int outputs) {
    return outputs;
  }

  /** Terms of a step, over which the mean is taken. */
  default int terms(int outputs) {
    return outputs;
  }

  /**
   * The sum of a step's terms.
   *
   * @param weights of the outputs
   * @param gradient receives the sum's gradient
   */
  double sum(double[] output, double[] target, double[] weights, double[] gradient);

  /**
   * Makes forecasts of a step's outputs, in place: they are what they are, quantiles in their
   * order, means and deviations, or probabilities.
   */
  default void toForecast(double[] outputs) {}

  /** The sum of the terms of a step's forecasts, all of weight one. */
  double ofForecast(double[] forecast, double[] target);

  /** A loss of which each output has a term of its own. */
  sealed interface ByOutput extends Loss
      permits BinaryCrossEntropy, Huber, LogCosh, MeanAbsolute, MeanSquared, Pinball {

    /** An output's term. */
    double term(int column, double output, double[] target);

    /** The term's slope along the output. */
    double slope(int column, double output, double[] target);

    @Override
    default double sum(double[] output, double[] target, double[] weights, double[] gradient) {
      double sum = 0;
      for (int column = 0; column < output.length; column++) {
        sum += weights[column] * term(column, output[column], target);
        gradient[column] = weights[column] * slope(column, output[column], target);
      }
      return sum;
    }

    @Override
    default double ofForecast(double[] forecast, double[] target) {
      double sum = 0;
      for (int column = 0; column < forecast.length; column++) {
        sum += term(column, forecast[column], target);
      }
      return sum;
    }
  }

  /** {@code |output - target|}. */
  record MeanAbsolute() implements ByOutput {
    @Override
    public double term(int column, double output, double[] target) {
      return Math.abs(output - target[column]);
    }

    @Override
    public double slope(int column, double output, double[] target) {
      return Math.signum(output - target[column]);
    }
  }

  /** {@code (output - target)²}. */
  record MeanSquared() implements ByOutput {
    @Override
    public double term(int column, double output, double[] target) {
      double error = output - target[column];
      return error * error;
    }

    @Override
    public double slope(int column, double output, double[] target) {
      return 2 * (output - target[column]);
    }
  }

  /**
   * {@code error² / 2} up to a delta, behind it a line.
   *
   * @param delta Keras' default is 1
   */
  record Huber(double delta) implements ByOutput {
    /** Refuses what is no width. */
    public Huber {
      if (!(delta > 0)) {
        throw new IllegalArgumentException("Huber's loss with delta " + delta);
      }
    }

    @Override
    public double term(int column, double output, double[] target) {
      double error = Math.abs(output - target[column]);
      return error <= delta ? error * error / 2 : delta * (error - delta / 2);
    }

    @Override
    public double slope(int column, double output, double[] target) {
      return Math.max(-delta, Math.min(delta, output - target[column]));
    }
  }

  /** {@code ln cosh(output - target)}. */
  record LogCosh() implements ByOutput {
    @Override
    public double term(int column, double output, double[] target) {
      double error = Math.abs(output - target[column]);
      if (error < 1e-4) {
        return error * error / 2;
      }
      return error + StrictMath.log1p(StrictMath.exp(-2 * error)) - StrictMath.log(2);
    }

    @Override
    public double slope(int column, double output, double[] target) {
      return StrictMath.tanh(output - target[column]);
    }
  }

  /**
   * The pinball loss of quantiles (Koenker and Bassett 1978): with {@code error = target - output},
   * {@code max(q · error, (q - 1) · error)}. Outputs lie as {@code [target][quantile]}.
   *
   * @param quantiles each inside (0, 1), ascending
   */
  record Pinball(List<Double> quantiles) implements ByOutput {
    /** Refuses what is no quantile. */
    public Pinball {
      quantiles = List.copyOf(quantiles);
      if (quantiles.isEmpty() || !quantiles.stream().allMatch(q -> q > 0 && q < 1)) {
        throw new IllegalArgumentException("quantiles " + quantiles + " outside (0, 1)");
      }
      for (int i = 1; i < quantiles.size(); i++) {
        if (quantiles.get(i - 1) >= quantiles.get(i)) {
          throw new IllegalArgumentException("quantiles " + quantiles + " do not ascend");
        }
      }
    }

    @Override
    public int targets(int outputs) {
      if (outputs % quantiles.size() != 0) {
        throw new IllegalArgumentException(
            outputs + " outputs for " + quantiles.size() + " quantiles of each target");
      }
      return outputs / quantiles.size();
    }

    private double error(int column, double output, double[] target) {
      return target[column / quantiles.size()] - output;
    }

    private double quantile(int column) {
      return quantiles.get(column % quantiles.size());
    }

    @Override
    public double term(int column, double output, double[] target) {
      double error = error(column, output, target);
      return Math.max(quantile(column) * error, (quantile(column) - 1) * error);
    }

    @Override
    public double slope(int column, double output, double[] target) {
      double error = error(column, output, target);
      if (error == 0 || Double.isNaN(error)) {
        return error;
      }
      return error > 0 ? -quantile(column) : 1 - quantile(column);
    }

    /** Sorts the quantiles of each target, so that they never cross. */
    @Override
    public void toForecast(double[] outputs) {
      for (int from = 0; from < outputs.length; from += quantiles.size()) {
        Arrays.sort(outputs, from, from + quantiles.size());
      }
    }
  }
}
