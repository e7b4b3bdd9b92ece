package io.chronoshard.model.error;

import io.chronoshard.kernel.BinaryCrossEntropy;
import java.util.ArrayList;
import java.util.List;

/**
 * Sums of classes' probabilities: what those of the classes that happened lack to one, squared
 * errors of all, the cross-entropy, and how often each class happened where each was the likeliest.
 */
final class ClassSums {

  private static final int ENTROPY = 2;
  private static final int CONFUSION = ENTROPY + 1;

  private ClassSums() {}

  static int count(int classes) {
    return CONFUSION + classes * classes;
  }

  static void add(
      double[] sums, int to, float[] forecasts, int at, int classes, int actual, int likeliest) {
    double squares = 0;
    for (int i = 0; i < classes; i++) {
      double error = forecasts[at + i] - (i == actual ? 1.0 : 0);
      squares += error * error;
    }
    sums[to] += 1 - (double) forecasts[at + actual];
    sums[to + 1] += squares;
    sums[to + ENTROPY] -= BinaryCrossEntropy.logarithm(forecasts[at + actual]);
    sums[to + CONFUSION + actual * classes + likeliest]++;
  }

  static Errors errors(List<String> names, long count, double[] sums) {
    double right = 0;
    List<List<Long>> confusion = new ArrayList<>();
    for (int actual = 0; actual < names.size(); actual++) {
      List<Long> row = new ArrayList<>();
      for (int forecast = 0; forecast < names.size(); forecast++) {
        row.add((long) sums[CONFUSION + actual * names.size() + forecast]);
      }
      right += row.get(actual);
      confusion.add(List.copyOf(row));
    }
    List<Measure> measures =
        List.of(
            new Measure(Further.LOG_LOSS, sums[ENTROPY] / count),
            new Measure(Further.BRIER, sums[1] / count),
            new Measure(Further.ACCURACY, right / count));
    return new Errors(
        count,
        sums[0] / count,
        Math.sqrt(sums[1] / count),
        Double.NaN,
        new Further(measures, List.of(), new Further.Confusion(names, confusion)));
  }
}
