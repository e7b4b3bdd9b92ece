package io.chronoshard.kernel;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A loss over minibatches: its value and its gradient. Terms are added up sample after sample, step
 * after step, in double. For one caller at a time.
 */
public final class LossKernel {

  private final Loss loss;
  private final double[] weights;
  private final double[] output;
  private final double[] target;
  private final double[] slopes;

  /**
   * For so many outputs, all of weight one.
   *
   * @param outputs features of a step
   */
  public LossKernel(Loss loss, int outputs) {
    this(loss, ones(outputs));
  }

  /**
   * With a weight for each output, which its terms are multiplied by. The mean is still taken over
   * the number of terms.
   */
  public LossKernel(Loss loss, double[] weights) {
    for (double weight : weights) {
      if (!(weight >= 0) || Double.isInfinite(weight)) {
        throw new IllegalArgumentException("an output's weight of " + weight);
      }
    }
    this.loss = loss;
    this.weights = weights.clone();
    this.output = new double[weights.length];
    this.target = new double[loss.targets(weights.length)];
    this.slopes = new double[weights.length];
  }

  private static double[] ones(int count) {
    double[] made = new double[count];
    Arrays.fill(made, 1);
    return made;
  }

  /**
   * The mean over a minibatch.
   *
   * @param outputs {@code [sample][step][output]}
   * @param targets {@code [sample][step][target]}
   * @param mask {@code [sample][step][1]}: what each step counts; null where all count one
   */
  public double value(Sequences outputs, Sequences targets, @Nullable Sequences mask) {
    return value(outputs, targets, mask, 0, outputs.samples());
  }

  /** The mean over some of the samples. */
  private double value(
      Sequences outputs, Sequences targets, @Nullable Sequences mask, int first, int end) {
    double steps = steps(first, end, outputs.steps(), mask);
    return mean(sum(0, steps, outputs, targets, mask, null, first, end), steps);
  }

  /** How many steps of a minibatch count. */
  public static double steps(int samples, int steps, @Nullable Sequences mask) {
    return steps(0, samples, steps, mask);
  }

  private static double steps(int first, int end, int steps, @Nullable Sequences mask) {
    if (mask == null) {
      return (double) (end - first) * steps;
    }
    mask.expect(mask.samples(), steps, 1, "mask");
    double counted = 0;
    for (int sample = first; sample < end; sample++) {
      for (int step = 0; step < steps; step++) {
        counted += mask.at(sample, step, 0);
      }
    }
    return counted;
  }

  /**
   * Adds the loss of some samples of a minibatch up.
   *
   * @param before the sum over those before them
   * @param steps of the whole minibatch that count
   * @param gradient receives {@code [sample][step][output]} of the mean over the whole minibatch
   */
  public double add(
      double before,
      double steps,
      Sequences outputs,
      Sequences targets,
      @Nullable Sequences mask,
      Sequences gradient) {
    gradient.expect(outputs.samples(), outputs.steps(), output.length, "gradient of the output");
    return sum(before, steps, outputs, targets, mask, gradient, 0, outputs.samples());
  }

  /** The mean of what was added up. */
  public double mean(double sum, double steps) {
    return steps == 0 ? 0 : sum / terms(steps);
  }

  private double terms(double steps) {
    return steps * loss.terms(output.length);
  }

  private double sum(
      double before,
      double steps,
      Sequences outputs,
      Sequences targets,
      @Nullable Sequences mask,
      @Nullable Sequences gradient,
      int first,
      int end) {
    outputs.expect(outputs.samples(), outputs.steps(), output.length, "output");
    targets.expect(outputs.samples(), outputs.steps(), target.length, "target");
    if (mask != null) {
      mask.expect(outputs.samples(), outputs.steps(), 1, "mask");
    }
    double divisor = Math.max(terms(steps), Double.MIN_NORMAL);
    double sum = before;
    for (int sample = first; sample < end; sample++) {
      for (int step = 0; step < outputs.steps(); step++) {
        double counts = mask == null ? 1 : mask.at(sample, step, 0);
        if (counts != 0) {
          read(outputs, sample, step, output);
          read(targets, sample, step, target);
          sum += counts * loss.sum(output, target, weights, slopes);
        } else {
          Arrays.fill(slopes, 0);
        }
        if (gradient != null) {
          write(gradient, sample, step, counts, divisor);
        }
      }
    }
    return sum;
  }

  /** The mean over each sample's steps and outputs. */
  public double[] bySample(Sequences outputs, Sequences targets, @Nullable Sequences mask) {
    double[] means = new double[outputs.samples()];
    for (int sample = 0; sample < means.length; sample++) {
      means[sample] = value(outputs, targets, mask, sample, sample + 1);
    }
    return means;
  }

  /** Makes forecasts of outputs. */
  public void toForecasts(Sequences outputs, Sequences forecasts) {
    forecasts.expect(outputs.samples(), outputs.steps(), output.length, "forecast");
    for (int sample = 0; sample < outputs.samples(); sample++) {
      for (int step = 0; step < outputs.steps(); step++) {
        read(outputs, sample, step, slopes);
        loss.toForecast(slopes);
        write(forecasts, sample, step, 1, 1);
      }
    }
  }

  private static void read(Sequences from, int sample, int step, double[] to) {
    for (int i = 0; i < to.length; i++) {
      to[i] = from.at(sample, step, i);
    }
  }

  private void write(Sequences to, int sample, int step, double factor, double divisor) {
    for (int i = 0; i < slopes.length; i++) {
      to.set(sample, step, i, (float) (slopes[i] * factor / divisor));
    }
  }
}
