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
    return run(outputs, targets, mask, null, 0, outputs.samples());
  }

  /**
   * The mean over a minibatch, and its gradient.
   *
   * @param gradient receives {@code [sample][step][output]}
   */
  public double value(
      Sequences outputs, Sequences targets, @Nullable Sequences mask, Sequences gradient) {
    gradient.expect(outputs.samples(), outputs.steps(), output.length, "gradient of the output");
    return run(outputs, targets, mask, gradient, 0, outputs.samples());
  }

  /** The mean over some of the samples. */
  private double run(
      Sequences outputs,
      Sequences targets,
      @Nullable Sequences mask,
      @Nullable Sequences gradient,
      int first,
      int end) {
    outputs.expect(outputs.samples(), outputs.steps(), output.length, "output");
    targets.expect(outputs.samples(), outputs.steps(), target.length, "target");
    double steps = steps(outputs, mask, first, end);
    double terms = steps * loss.terms(output.length);
    double sum = 0;
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
          write(gradient, sample, step, counts, Math.max(terms, Double.MIN_NORMAL));
        }
      }
    }
    return steps == 0 ? 0 : sum / terms;
  }

  /** How many steps count. */
  private static double steps(Sequences outputs, @Nullable Sequences mask, int first, int end) {
    if (mask == null) {
      return (double) (end - first) * outputs.steps();
    }
    mask.expect(outputs.samples(), outputs.steps(), 1, "mask");
    double steps = 0;
    for (int sample = first; sample < end; sample++) {
      for (int step = 0; step < mask.steps(); step++) {
        steps += mask.at(sample, step, 0);
      }
    }
    return steps;
  }

  /** The mean over each sample's steps and outputs. */
  public double[] bySample(Sequences outputs, Sequences targets, @Nullable Sequences mask) {
    double[] means = new double[outputs.samples()];
    for (int sample = 0; sample < means.length; sample++) {
      means[sample] = run(outputs, targets, mask, null, sample, sample + 1);
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
