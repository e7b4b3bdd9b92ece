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
  private long[] numbers = new long[64];
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
        numbers = Arrays.copyOf(numbers, 2 * count);
      }
      means[count] = mean;
      spreads[count] = Math.sqrt(squares / known);
      numbers[count] = number;
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
  Change step() {
    return largestChange(Arrays.copyOf(means, count));
  }

  /** The same of the spread's logarithm; stretches without a spread are left out. */
  Change spreadStep() {
    double[] logarithms = new double[count];
    for (int i = 0; i < count; i++) {
      logarithms[i] = spreads[i] > 0 ? StrictMath.log(spreads[i]) : Double.NaN;
    }
    return largestChange(logarithms);
  }

  /** How far the furthest new mean is from those before, in their robust deviations. */
  Change drift() {
    if (reference < LEAST) {
      return Change.UNKNOWN;
    }
    double middle = median(Arrays.copyOf(means, reference));
    double[] away = new double[count];
    for (int i = 0; i < count; i++) {
      away[i] = Math.abs(means[i] - middle);
    }
    return further(away, Arrays.copyOf(away, reference), 0);
  }

  private Change largestChange(double[] values) {
    double[] changes = changes(values);
    double[] before =
        Arrays.stream(changes, 0, reference).filter(change -> !Double.isNaN(change)).toArray();
    return before.length < LEAST ? Change.UNKNOWN : further(changes, before, 2);
  }

  /**
   * The size of the change into each stretch, from the last one before it that has a value; NaN
   * where there is none. A level that wanders is off by the root of the time in between.
   */
  private double[] changes(double[] values) {
    double[] changes = new double[count];
    int last = -1;
    for (int i = 0; i < count; i++) {
      changes[i] =
          last < 0
              ? Double.NaN
              : Math.abs(values[i] - values[last])
                  / Math.sqrt((double) (numbers[i] - numbers[last]));
      if (!Double.isNaN(values[i])) {
        last = i;
      }
    }
    return changes;
  }

  /**
   * The new stretch with the largest size, where that is more than so many times any before: of
   * rain or a pump that seldom runs, robust deviations alone say little.
   */
  private Change further(double[] sizes, double[] before, double times) {
    double spread = spread(before);
    double usual = times * Arrays.stream(before).max().orElseThrow();
    Change furthest = Change.NONE;
    for (int i = reference; i < count; i++) {
      if (sizes[i] > usual) {
        furthest = furthest.or(new Change(sizes[i] / spread, range.firstStep(numbers[i])));
      }
    }
    return furthest;
  }

  /**
   * A deviation that few outliers do not move; where more than half of the values are 0, the usual
   * one.
   */
  private static double spread(double[] sizes) {
    double robust = NORMAL * median(sizes);
    return robust > 0
        ? robust
        : Math.sqrt(Arrays.stream(sizes).map(size -> size * size).sum() / sizes.length);
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
