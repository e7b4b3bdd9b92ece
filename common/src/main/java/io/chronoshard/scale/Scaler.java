package io.chronoshard.scale;

import io.chronoshard.grid.Slice;
import java.util.List;
import java.util.Map;

/**
 * Maps columns to scaled values and back: {@code scaled = (value - shift) / divisor}. Immutable;
 * NaN stays NaN.
 *
 * @param columns one entry per column
 * @param series one entry per column for each series that has maps of its own
 */
public record Scaler(List<Column> columns, Map<String, List<Column>> series) {

  /**
   * The map of one column.
   *
   * @param shift subtracted
   * @param divisor divided by; never 0
   */
  public record Column(double shift, double divisor) {

    /** Leaves values as they are. */
    public static final Column IDENTITY = new Column(0, 1);

    /** Refuses a divisor that cannot be divided by. */
    public Column {
      if (!(divisor > 0) || Double.isInfinite(divisor) || !Double.isFinite(shift)) {
        throw new IllegalArgumentException(
            "a column less " + shift + ", divided by " + divisor + ", cannot be scaled");
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

    /** Minimum 0 and maximum 1; a constant column only loses its value. */
    public static Column minMax(ColumnStatistics statistics) {
      double minimum = statistics.minimum();
      return new Column(minimum, statistics.isConstant() ? 1 : statistics.maximum() - minimum);
    }

    /** Median 0 and quartiles 1 apart; where these are equal a column only loses its median. */
    public static Column robust(double lower, double median, double upper) {
      return new Column(median, upper > lower ? upper - lower : 1);
    }

    /** The scaled value. */
    public float scale(float value) {
      return (float) ((value - shift) / divisor);
    }

    /** The value in its own unit. */
    public float unscale(float scaled) {
      return (float) (scaled * divisor + shift);
    }
  }

  /** Copies what it is given. */
  public Scaler {
    columns = List.copyOf(columns);
    series = Map.copyOf(series);
  }

  /** The same maps for all series. */
  public Scaler(List<Column> columns) {
    this(columns, Map.of());
  }

  /** The maps of a series: its own, or those of all. */
  public List<Column> of(String name) {
    return series.isEmpty() ? columns : series.getOrDefault(name, columns);
  }

  /** A scaled copy of a slice of a series. */
  public Slice scale(Slice slice, String name) {
    if (slice.width() != columns.size()) {
      throw new IllegalArgumentException(
          "a slice of " + slice.width() + " columns for a scaler of " + columns.size());
    }
    List<Column> maps = of(name);
    float[] scaled = slice.values().clone();
    for (int column = 0; column < slice.width(); column++) {
      Column map = maps.get(column);
      for (int i = column; i < scaled.length; i += slice.width()) {
        scaled[i] = map.scale(scaled[i]);
      }
    }
    return new Slice(slice.fromStep(), slice.width(), scaled);
  }
}
