package io.chronoshard.scale;

/**
 * Count, mean, squared deviations and range of the known values of one column. Merging is exact in
 * the count and range and to rounding in the rest, so the order of merging is part of a result
 * (Chan, Golub and LeVeque 1979).
 *
 * @param count known values
 * @param mean their mean, 0 where there are none
 * @param squares sum of squared deviations from the mean
 * @param minimum the smallest, positive infinity where there are none
 * @param maximum the largest, negative infinity where there are none
 */
public record ColumnStatistics(
    long count, double mean, double squares, double minimum, double maximum) {

  /** Of no values. */
  public static final ColumnStatistics EMPTY =
      new ColumnStatistics(0, 0, 0, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY);

  /** Of one column of packed rows; NaN is not a value. */
  public static ColumnStatistics of(float[] rows, int width, int column, int fromRow, int toRow) {
    long count = 0;
    double mean = 0;
    double squares = 0;
    double minimum = Double.POSITIVE_INFINITY;
    double maximum = Double.NEGATIVE_INFINITY;
    for (int row = fromRow; row < toRow; row++) {
      double value = rows[row * width + column];
      if (Double.isNaN(value)) {
        continue;
      }
      count++;
      double delta = value - mean;
      mean += delta / count;
      squares += delta * (value - mean);
      minimum = Math.min(minimum, value);
      maximum = Math.max(maximum, value);
    }
    return new ColumnStatistics(count, mean, squares, minimum, maximum);
  }

  /** Of the values of both. */
  public ColumnStatistics merge(ColumnStatistics other) {
    if (other.count == 0) {
      return this;
    }
    if (count == 0) {
      return other;
    }
    long total = count + other.count;
    double delta = other.mean - mean;
    return new ColumnStatistics(
        total,
        mean + delta * other.count / total,
        squares + other.squares + delta * delta * ((double) count * other.count / total),
        Math.min(minimum, other.minimum),
        Math.max(maximum, other.maximum));
  }

  /** The population's standard deviation, 0 where there are no values. */
  public double deviation() {
    return count == 0 ? 0 : Math.sqrt(squares / count);
  }

  /** Whether all values are equal, or there are none. */
  public boolean isConstant() {
    return count == 0 || minimum == maximum;
  }
}
