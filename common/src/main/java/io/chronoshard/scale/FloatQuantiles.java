package io.chronoshard.scale;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * Exact quantiles of float columns in two passes that count: first the upper 16 bits of all values,
 * then the lower 16 bits of those that share their upper ones with a wanted value. Between two
 * values it goes in a straight line (NumPy's default, Hyndman and Fan's type 7).
 *
 * @param high what the first pass has counted
 * @param probabilities of the quantiles, in [0, 1]
 */
public record FloatQuantiles(FloatCounts high, List<Double> probabilities) {

  /** Copies the list. */
  public FloatQuantiles {
    probabilities = List.copyOf(probabilities);
  }

  /** The second pass. */
  public CountPass second() {
    List<List<Integer>> buckets = new ArrayList<>();
    for (List<Histogram> column : high.columns()) {
      Histogram counts = column.get(0);
      TreeSet<Integer> wanted = new TreeSet<>();
      if (counts.total() > 0) {
        for (double probability : probabilities) {
          long rank = (long) position(counts, probability);
          wanted.add(counts.keys()[counts.placeOf(rank)]);
          wanted.add(counts.keys()[counts.placeOf(next(counts, rank))]);
        }
      }
      buckets.add(List.copyOf(wanted));
    }
    return new CountPass(CountPass.Half.LOW, buckets);
  }

  /**
   * The quantiles.
   *
   * @param low what the second pass has counted
   * @return {@code [column][probability]}; NaN where a column has no value
   */
  public List<List<Double>> values(FloatCounts low) {
    CountPass pass = second();
    List<List<Double>> values = new ArrayList<>();
    for (int column = 0; column < high.columns().size(); column++) {
      Histogram counts = high.columns().get(column).get(0);
      List<Double> quantiles = new ArrayList<>();
      for (double probability : probabilities) {
        quantiles.add(
            counts.total() == 0
                ? Double.NaN
                : value(
                    counts, pass.buckets().get(column), low.columns().get(column), probability));
      }
      values.add(quantiles);
    }
    return values;
  }

  private static double value(
      Histogram counts, List<Integer> buckets, List<Histogram> low, double probability) {
    double position = position(counts, probability);
    long rank = (long) position;
    double below = ranked(counts, buckets, low, rank);
    double above = ranked(counts, buckets, low, next(counts, rank));
    return below + (above - below) * (position - rank);
  }

  private static double position(Histogram counts, double probability) {
    return (counts.total() - 1) * probability;
  }

  private static long next(Histogram counts, long rank) {
    return Math.min(rank + 1, counts.total() - 1);
  }

  private static float ranked(
      Histogram counts, List<Integer> buckets, List<Histogram> low, long rank) {
    int place = counts.placeOf(rank);
    int bucket = counts.keys()[place];
    Histogram inside = low.get(buckets.indexOf(bucket));
    return value((bucket << 16) | inside.keys()[inside.placeOf(rank - counts.below(place))]);
  }

  /** Bits of a value, in the order of values if they are read without a sign. */
  static int ordered(float value) {
    int bits = Float.floatToIntBits(value);
    return bits < 0 ? ~bits : bits ^ Integer.MIN_VALUE;
  }

  private static float value(int ordered) {
    return Float.intBitsToFloat(ordered < 0 ? ordered ^ Integer.MIN_VALUE : ~ordered);
  }
}
