package io.chronoshard.retrain;

import java.util.Arrays;

/**
 * Means and spreads of a channel over stretches of steps, in their order; stretches of which less
 * than half is known are left out.
 *
 * <pre>
 *        reference             new
 * |····|····|····|····|·|··|····|····|
 *                       newFrom       to      stretches end where the history does
 * </pre>
 */
final class Stretches {

  /** Fewer say nothing of what is usual. */
  private static final int LEAST = 10;

  /** Of a normal distribution, the deviation by the median of absolute deviations. */
  private static final double NORMAL = 1.4826;

  private final QualityRange range;
  private double[] means = new double[64];
  private double[] spreads = new double[64];
  private int count;
  private int reference;
  private long number = Long.MIN_VALUE;
  private long known;
  private double mean;
  private double squares;

  Stretches(QualityRange range) {
    this.range = range;
  }

  void add(long step, float value) {
    long at = range.stretch(step);
    if (at != number) {
      close();
      number = at;
    }
    known++;
    double before = value - mean;
    mean += before / known;
    squares += before * (value - mean);
  }

  private void close() {
    if (2 * known >= range.stretchSteps()) {
      if (count == means.length) {
        means = Arrays.copyOf(means, 2 * count);
        spreads = Arrays.copyOf(spreads, 2 * count);
      }
      means[count] = mean;
      spreads[count] = Math.sqrt(squares / known);
      count++;
      if (!range.isNew(number)) {
        reference = count;
      }
    }
    known = 0;
    mean = 0;
    squares = 0;
  }

  /** No further values. */
  Stretches closed() {
    close();
    return this;
  }

  /** The largest change of the mean into a new stretch, in robust deviations of such changes. */
  double step() {
    return largestChange(Arrays.copyOf(means, count));
  }

  /** The same of the spread's logarithm; stretches without a spread are left out. */
  double spreadStep() {
    double[] logarithms = new double[count];
    for (int i = 0; i < count; i++) {
      logarithms[i] = spreads[i] > 0 ? StrictMath.log(spreads[i]) : Double.NaN;
    }
    return largestChange(logarithms);
  }

  /** How far the furthest new mean is from those before, in their robust deviations. */
  double drift() {
    double[] before = Arrays.copyOf(means, reference);
    if (reference < LEAST) {
      return Double.NaN;
    }
    double middle = median(before);
    double spread = spread(less(before, middle));
    double furthest = Double.NaN;
    for (int i = reference; i < count; i++) {
      furthest = larger(furthest, Math.abs(means[i] - middle) / spread);
    }
    return furthest;
  }

  private double largestChange(double[] values) {
    double[] changes = new double[Math.max(0, reference - 1)];
    int found = 0;
    for (int i = 1; i < reference; i++) {
      double change = values[i] - values[i - 1];
      if (!Double.isNaN(change)) {
        changes[found++] = change;
      }
    }
    if (found < LEAST) {
      return Double.NaN;
    }
    double spread = spread(Arrays.copyOf(changes, found));
    double largest = Double.NaN;
    for (int i = reference; i < count; i++) {
      largest = larger(largest, Math.abs(values[i] - values[i - 1]) / spread);
    }
    return largest;
  }

  /** Nothing is told of what never changed: 0 / 0 is not a number, and no change into it is. */
  private static double larger(double one, double other) {
    return Double.isNaN(other) || Double.isInfinite(other)
        ? one
        : Double.isNaN(one) ? other : Math.max(one, other);
  }

  /**
   * A deviation that few outliers do not move; where more than half of the values are 0, the usual
   * one.
   */
  private static double spread(double[] deviations) {
    double[] sizes = Arrays.stream(deviations).map(Math::abs).toArray();
    double robust = NORMAL * median(sizes);
    return robust > 0
        ? robust
        : Math.sqrt(Arrays.stream(deviations).map(d -> d * d).sum() / deviations.length);
  }

  private static double[] less(double[] values, double shift) {
    return Arrays.stream(values).map(value -> value - shift).toArray();
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
