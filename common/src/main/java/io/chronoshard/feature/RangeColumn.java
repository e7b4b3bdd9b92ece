package io.chronoshard.feature;

import io.chronoshard.grid.Slice;
import io.chronoshard.grid.StepTimes;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * 1 where a channel lies in a range, 0 elsewhere.
 *
 * @param from its least value
 * @param to the value behind its greatest one
 */
record RangeColumn(String name, int channel, float from, float to) implements FeatureColumn {

  /** One for each class between edges, and one on either side of all of them. */
  static List<RangeColumn> of(int channel, List<Double> edges) {
    List<RangeColumn> columns = new ArrayList<>();
    for (int i = 0; i <= edges.size(); i++) {
      boolean isFirst = i == 0;
      boolean isLast = i == edges.size();
      columns.add(
          new RangeColumn(
              isFirst
                  ? "below " + plain(edges.get(0))
                  : isLast
                      ? plain(edges.get(i - 1)) + " and above"
                      : plain(edges.get(i - 1)) + " to " + plain(edges.get(i)),
              channel,
              isFirst ? Float.NEGATIVE_INFINITY : edges.get(i - 1).floatValue(),
              isLast ? Float.POSITIVE_INFINITY : edges.get(i).floatValue()));
    }
    return columns;
  }

  private static String plain(double edge) {
    return BigDecimal.valueOf(edge).stripTrailingZeros().toPlainString();
  }

  @Override
  public Scaling scaling() {
    return Scaling.NONE;
  }

  @Override
  public float value(Slice grid, StepTimes times, long step) {
    float value = grid.at(step, channel);
    if (Float.isNaN(value)) {
      return Float.NaN;
    }
    return value >= from && value < to ? 1 : 0;
  }
}
