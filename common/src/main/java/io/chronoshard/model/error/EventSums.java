package io.chronoshard.model.error;

import io.chronoshard.kernel.BinaryCrossEntropy;
import java.util.ArrayList;
import java.util.List;

/**
 * Sums of an event's probabilities: the cross-entropy, events that were forecast (a probability of
 * a half or more) and that happened, and ten bins of probabilities with how often it happened.
 */
final class EventSums {

  private static final int BINS = 10;

  private static final int ENTROPY = PointSums.COUNT;
  private static final int HAPPENED = ENTROPY + 1;
  private static final int FORECAST = HAPPENED + 1;
  private static final int BOTH = FORECAST + 1;
  private static final int FIRST_BIN = BOTH + 1;

  /** Of a bin: forecasts, their probabilities, how often it happened. */
  private static final int OF_BIN = 3;

  static final int COUNT = FIRST_BIN + BINS * OF_BIN;

  private EventSums() {}

  static void add(double[] sums, int to, float probability, float actual) {
    double happened = actual;
    double forecast = probability >= 0.5f ? 1 : 0;
    sums[to + ENTROPY] -=
        happened * BinaryCrossEntropy.logarithm(probability)
            + (1 - happened) * BinaryCrossEntropy.logarithm(1 - (double) probability);
    sums[to + HAPPENED] += happened;
    sums[to + FORECAST] += forecast;
    sums[to + BOTH] += forecast * happened;
    if (!Float.isNaN(probability)) {
      int bin = to + FIRST_BIN + OF_BIN * Math.min(BINS - 1, (int) (probability * BINS));
      sums[bin]++;
      sums[bin + 1] += probability;
      sums[bin + 2] += happened;
    }
  }

  static Further errors(long count, double[] sums) {
    double right = count - sums[HAPPENED] - sums[FORECAST] + 2 * sums[BOTH];
    List<Measure> measures =
        List.of(
            new Measure(Further.LOG_LOSS, sums[ENTROPY] / count),
            new Measure(Further.BRIER, sums[1] / count),
            new Measure(Further.ACCURACY, right / count),
            new Measure("precision", sums[BOTH] / sums[FORECAST]),
            new Measure("recall", sums[BOTH] / sums[HAPPENED]),
            new Measure("share of events", sums[HAPPENED] / count));
    List<Further.Bin> bins = new ArrayList<>();
    for (int bin = 0; bin < BINS; bin++) {
      int at = FIRST_BIN + OF_BIN * bin;
      if (sums[at] > 0) {
        bins.add(
            new Further.Bin(
                (double) bin / BINS,
                (bin + 1.0) / BINS,
                (long) sums[at],
                sums[at + 1] / sums[at],
                sums[at + 2] / sums[at]));
      }
    }
    return new Further(measures, bins, Further.Confusion.NONE);
  }
}
