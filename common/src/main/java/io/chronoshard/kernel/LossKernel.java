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
   */
  public double value(Sequences outputs, Sequences targets) {
    return run(outputs, targets, null);
  }

  /**
   * The mean over a minibatch.
   *
   * @param gradient receives its gradient, {@code [sample][step][output]}
   */
  public double value(Sequences outputs, Sequences targets, Sequences gradient) {
    gradient.expect(outputs.samples(), outputs.steps(), output.length, "gradient of the output");
    return run(outputs, targets, gradient);
  }

  private double run(Sequences outputs, Sequences targets, @Nullable Sequences gradient) {
    outputs.expect(outputs.samples(), outputs.steps(), output.length, "output");
    targets.expect(outputs.samples(), outputs.steps(), target.length, "target");
    double terms = (double) outputs.samples() * outputs.steps() * loss.terms(output.length);
    double sum = 0;
    for (int sample = 0; sample < outputs.samples(); sample++) {
      for (int step = 0; step < outputs.steps(); step++) {
        read(outputs, sample, step, output);
        read(targets, sample, step, target);
        sum += loss.sum(output, target, weights, slopes);
        if (gradient != null) {
          write(gradient, sample, step, terms);
        }
      }
    }
    return sum / terms;
  }

  private static void read(Sequences from, int sample, int step, double[] to) {
    int at = sample * from.sampleStride() + step * from.stepStride();
    for (int i = 0; i < to.length; i++) {
      to[i] = from.values()[at];
      at += from.featureStride();
    }
  }

  private void write(Sequences gradient, int sample, int step, double terms) {
    int at = sample * gradient.sampleStride() + step * gradient.stepStride();
    for (double slope : slopes) {
      gradient.values()[at] = (float) (slope / terms);
      at += gradient.featureStride();
    }
  }
}
