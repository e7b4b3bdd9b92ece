package io.chronoshard.scale;

import io.chronoshard.grid.Slice;
import java.util.List;

/**
 * Maps columns to scaled values and back: {@code scaled = (value - mean) / deviation}. Immutable;
 * NaN stays NaN.
 *
 * @param columns one entry per column
 */
public record Scaler(List<Column> columns) {

  /**
   * The map of one column.
   *
   * @param mean subtracted
   * @param deviation divided by; never 0
   */
  public record Column(double mean, double deviation) {

    /** Leaves values as they are. */
    public static final Column IDENTITY = new Column(0, 1);

    /** Refuses a deviation that cannot be divided by. */
    public Column {
      if (!(deviation > 0) || Double.isInfinite(deviation) || !Double.isFinite(mean)) {
        throw new IllegalArgumentException(
            "a column with mean " + mean + " and deviation " + deviation + " cannot be scaled");
      }
    }

    /**
     * Mean 0 and population deviation 1 on the values of the statistics; a constant column only
     * loses its mean.
     */
    public static Column standard(ColumnStatistics statistics) {
      double deviation = statistics.isConstant() ? 1 : statistics.deviation();
      return new Column(statistics.mean(), deviation);
    }

    /** The scaled value. */
    public float scale(float value) {
      return (float) ((value - mean) / deviation);
    }

    /** The value in its own unit. */
    public float unscale(float scaled) {
      return (float) (scaled * deviation + mean);
    }
  }

  /** Copies what it is given. */
  public Scaler {
    columns = List.copyOf(columns);
  }

  /** A scaled copy of a slice. */
  public Slice scale(Slice slice) {
    if (slice.width() != columns.size()) {
      throw new IllegalArgumentException(
          "a slice of " + slice.width() + " columns for a scaler of " + columns.size());
    }
    float[] scaled = slice.values().clone();
    for (int column = 0; column < slice.width(); column++) {
      Column map = columns.get(column);
      for (int i = column; i < scaled.length; i += slice.width()) {
        scaled[i] = map.scale(scaled[i]);
      }
    }
    return new Slice(slice.fromStep(), slice.width(), scaled);
  }
}
