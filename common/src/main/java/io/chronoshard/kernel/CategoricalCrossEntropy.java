package io.chronoshard.kernel;

import java.util.List;

/**
 * {@code -Σ t ln p} over groups of outputs, {@code p} the softmax of each group.
 *
 * @param classes outputs of the first groups, and again of those behind them; where there is none
 *     all outputs of a step are one group
 */
public record CategoricalCrossEntropy(List<Integer> classes) implements Loss {

  /** Copies the list, and refuses groups without a choice. */
  public CategoricalCrossEntropy {
    classes = List.copyOf(classes);
    if (!classes.stream().allMatch(count -> count > 1)) {
      throw new IllegalArgumentException("groups of " + classes + " classes");
    }
  }

  /** All outputs of a step are one group. */
  public CategoricalCrossEntropy() {
    this(List.of());
  }

  private int size(int group, int outputs) {
    return classes.isEmpty() ? outputs : classes.get(group % classes.size());
  }

  @Override
  public int terms(int outputs) {
    if (classes.isEmpty()) {
      return 1;
    }
    int all = classes.stream().mapToInt(Integer::intValue).sum();
    if (outputs % all != 0) {
      throw new IllegalArgumentException(outputs + " outputs for groups of " + classes);
    }
    return outputs / all * classes.size();
  }

  @Override
  public double sum(double[] output, double[] target, double[] weights, double[] gradient) {
    double sum = 0;
    int from = 0;
    for (int group = 0; from < output.length; group++) {
      int to = from + size(group, output.length);
      sum += sum(output, target, weights, gradient, from, to);
      from = to;
    }
    return sum;
  }

  private static double sum(
      double[] output, double[] target, double[] weights, double[] gradient, int from, int to) {
    double largest = largest(output, from, to);
    double powers = powers(output, largest, gradient, from, to);
    double targets = 0;
    for (int column = from; column < to; column++) {
      targets += weights[column] * target[column];
    }
    double logarithm = StrictMath.log(powers);
    double sum = 0;
    for (int column = from; column < to; column++) {
      double weighted = weights[column] * target[column];
      sum += weighted * (logarithm - (output[column] - largest));
      gradient[column] = gradient[column] / powers * targets - weighted;
    }
    return sum;
  }

  private static double largest(double[] output, int from, int to) {
    double largest = Double.NEGATIVE_INFINITY;
    for (int column = from; column < to; column++) {
      largest = Math.max(largest, output[column]);
    }
    return largest;
  }

  /** The sum of {@code e^(output - largest)}, each of which goes to {@code powers}. */
  private static double powers(double[] output, double largest, double[] powers, int from, int to) {
    double sum = 0;
    for (int column = from; column < to; column++) {
      powers[column] = StrictMath.exp(output[column] - largest);
      sum += powers[column];
    }
    return sum;
  }

  @Override
  public void toForecast(double[] outputs) {
    int from = 0;
    for (int group = 0; from < outputs.length; group++) {
      int to = from + size(group, outputs.length);
      double powers = powers(outputs, largest(outputs, from, to), outputs, from, to);
      for (int column = from; column < to; column++) {
        outputs[column] /= powers;
      }
      from = to;
    }
  }

  @Override
  public double ofForecast(double[] forecast, double[] target) {
    double sum = 0;
    for (int i = 0; i < forecast.length; i++) {
      if (target[i] != 0) {
        sum -= target[i] * BinaryCrossEntropy.logarithm(forecast[i]);
      }
    }
    return sum;
  }
}
