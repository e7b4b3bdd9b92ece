package io.chronoshard.kernel.reference;

import io.chronoshard.kernel.MergeKernel.Kind;
import java.util.Arrays;
import java.util.List;

/** Makes one of several inputs, in double. */
public final class ReferenceMerge {

  private final Kind kind;

  /** Of a kind. */
  public ReferenceMerge(Kind kind) {
    this.kind = kind;
  }

  /**
   * Merges.
   *
   * @param inputs {@code [sample][step][feature]}
   * @return {@code [sample][step][feature]}
   */
  public double[][][] forward(List<double[][][]> inputs) {
    int samples = inputs.get(0).length;
    int steps = inputs.get(0)[0].length;
    double[][][] merged = new double[samples][steps][];
    for (int sample = 0; sample < samples; sample++) {
      for (int step = 0; step < steps; step++) {
        merged[sample][step] = merged(at(inputs, sample, step));
      }
    }
    return merged;
  }

  /** Each input's features at a step of a sample. */
  private static double[][] at(List<double[][][]> inputs, int sample, int step) {
    return inputs.stream().map(input -> input[sample][step]).toArray(double[][]::new);
  }

  private double[] merged(double[][] inputs) {
    double[] merged = new double[kind == Kind.CONCATENATE ? end(inputs) : inputs[0].length];
    int before = 0;
    for (int input = 0; input < inputs.length; input++) {
      for (int feature = 0; feature < inputs[input].length; feature++) {
        double next = inputs[input][feature];
        int to = kind == Kind.CONCATENATE ? before + feature : feature;
        merged[to] = input == 0 ? next : joined(merged[to], next);
      }
      before += inputs[input].length;
    }
    for (int feature = 0; kind == Kind.AVERAGE && feature < merged.length; feature++) {
      merged[feature] /= inputs.length;
    }
    return merged;
  }

  private static int end(double[][] inputs) {
    int end = 0;
    for (double[] input : inputs) {
      end += input.length;
    }
    return end;
  }

  private double joined(double merged, double next) {
    return switch (kind) {
      case CONCATENATE -> next;
      case ADD, AVERAGE -> merged + next;
      case SUBTRACT -> merged - next;
      case MULTIPLY -> merged * next;
      case MAXIMUM -> Math.max(merged, next);
    };
  }

  /**
   * The way back to one of the inputs.
   *
   * @param inputs {@code [sample][step][feature]}, of the way forward
   * @param which of them
   * @param outGradient {@code [sample][step][feature]} of what was merged
   * @return {@code [sample][step][feature]} of the input
   */
  public double[][][] backward(List<double[][][]> inputs, int which, double[][][] outGradient) {
    double[][][] gradient = new double[outGradient.length][outGradient[0].length][];
    for (int sample = 0; sample < gradient.length; sample++) {
      for (int step = 0; step < gradient[sample].length; step++) {
        gradient[sample][step] = back(at(inputs, sample, step), which, outGradient[sample][step]);
      }
    }
    return gradient;
  }

  private double[] back(double[][] inputs, int which, double[] out) {
    double[] back = new double[inputs[which].length];
    int before = kind == Kind.CONCATENATE ? end(Arrays.copyOf(inputs, which)) : 0;
    for (int feature = 0; feature < back.length; feature++) {
      back[feature] = out[before + feature] * slope(inputs, which, feature);
    }
    return back;
  }

  private double slope(double[][] inputs, int which, int feature) {
    return switch (kind) {
      case CONCATENATE, ADD -> 1;
      case SUBTRACT -> which == 0 ? 1 : -1;
      case AVERAGE -> 1.0 / inputs.length;
      case MULTIPLY -> productOfOthers(inputs, which, feature);
      case MAXIMUM -> which == firstLargest(inputs, feature) ? 1 : 0;
    };
  }

  private static double productOfOthers(double[][] inputs, int which, int feature) {
    double product = 1;
    for (int input = 0; input < inputs.length; input++) {
      product *= input == which ? 1 : inputs[input][feature];
    }
    return product;
  }

  private static int firstLargest(double[][] inputs, int feature) {
    int largest = 0;
    for (int input = 1; input < inputs.length; input++) {
      if (inputs[input][feature] > inputs[largest][feature]) {
        largest = input;
      }
    }
    return largest;
  }
}
