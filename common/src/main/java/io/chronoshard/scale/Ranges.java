package io.chronoshard.scale;

import io.chronoshard.feature.FeatureSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * In what ranges the inputs lay in the training part: a network has never seen what lies beyond.
 *
 * @param inputs one entry per input column
 */
public record Ranges(List<Range> inputs) {

  /**
   * The range of one input.
   *
   * @param minimum its least value, in its own unit
   * @param maximum its greatest one
   * @param least its least scaled value, over all series
   * @param most its greatest one
   */
  public record Range(double minimum, double maximum, float least, float most) {

    /** Whatever there may be. */
    public static final Range UNBOUNDED =
        new Range(
            Double.NEGATIVE_INFINITY,
            Double.POSITIVE_INFINITY,
            Float.NEGATIVE_INFINITY,
            Float.POSITIVE_INFINITY);

    private Range and(Range other) {
      return new Range(
          Math.min(minimum, other.minimum),
          Math.max(maximum, other.maximum),
          Math.min(least, other.least),
          Math.max(most, other.most));
    }

    /** Whether a scaled value lies outside; what is unknown does not. */
    public boolean isLeftBy(float scaled) {
      return scaled < least || scaled > most;
    }
  }

  /** Copies the list. */
  public Ranges {
    inputs = List.copyOf(inputs);
  }

  /**
   * The ranges of the training rows. Inputs that are never scaled, such as those of a calendar,
   * have no bounds.
   *
   * @param statistics of the inputs
   * @param scaler their maps
   */
  public static Ranges of(
      BySeries<List<ColumnStatistics>> statistics, Scaler scaler, FeatureSet features) {
    List<Range> ranges = new ArrayList<>();
    for (int i = 0; i < features.inputs().size(); i++) {
      ranges.add(features.isScaled(i) ? range(statistics, scaler, i) : Range.UNBOUNDED);
    }
    return new Ranges(ranges);
  }

  /** The ranges in which the inputs lay here or there. */
  public Ranges and(Ranges others) {
    List<Range> both = new ArrayList<>();
    for (int i = 0; i < inputs.size(); i++) {
      both.add(inputs.get(i).and(others.inputs.get(i)));
    }
    return new Ranges(both);
  }

  private static Range range(
      BySeries<List<ColumnStatistics>> statistics, Scaler scaler, int input) {
    ColumnStatistics all = statistics.all().get(input);
    if (statistics.series().isEmpty()) {
      Scaler.Column map = scaler.columns().get(input);
      return new Range(
          all.minimum(), all.maximum(), scaled(map, all.minimum()), scaled(map, all.maximum()));
    }
    float least = Float.POSITIVE_INFINITY;
    float most = Float.NEGATIVE_INFINITY;
    for (Map.Entry<String, List<ColumnStatistics>> entry : statistics.series().entrySet()) {
      ColumnStatistics own = entry.getValue().get(input);
      if (own.count() > 0) {
        Scaler.Column map = scaler.of(entry.getKey()).get(input);
        least = Math.min(least, scaled(map, own.minimum()));
        most = Math.max(most, scaled(map, own.maximum()));
      }
    }
    return new Range(all.minimum(), all.maximum(), least, most);
  }

  /** Minimum and maximum are values of the column, so that they are floats. */
  private static float scaled(Scaler.Column map, double value) {
    return map.scale((float) value);
  }
}
