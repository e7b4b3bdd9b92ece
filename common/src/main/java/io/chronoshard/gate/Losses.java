package io.chronoshard.gate;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BinaryOperator;

/**
 * Losses of contenders over the very same values, summed over each segment and bin of origins. They
 * add up in any order to the same bits.
 *
 * @param plan what they are of
 * @param cells of each segment, the sums of each bin that has values, by its number
 * @param windows that all contenders forecast
 * @param missed of each contender, the windows of which it forecasts some value as no number, and
 *     which therefore count for nobody
 * @param ranges of each contender and head's target, between what its forecasts lie
 */
public record Losses(
    LossPlan plan,
    SortedMap<Segment, SortedMap<Long, LossSums>> cells,
    long windows,
    List<Long> missed,
    List<List<ForecastRange>> ranges) {

  /** Copies the lists. */
  public Losses {
    missed = List.copyOf(missed);
    ranges = List.copyOf(ranges);
  }

  /**
   * Of no windows.
   *
   * @param targets heads' targets
   */
  public static Losses none(LossPlan plan, int targets) {
    List<Long> missed = new ArrayList<>();
    List<List<ForecastRange>> ranges = new ArrayList<>();
    for (int contender = 0; contender < plan.contenders().size(); contender++) {
      missed.add(0L);
      List<ForecastRange> none = new ArrayList<>();
      for (int target = 0; target < targets; target++) {
        none.add(ForecastRange.NONE);
      }
      ranges.add(List.copyOf(none));
    }
    return new Losses(plan, new TreeMap<>(), 0, missed, ranges);
  }

  /** Of both; neither is changed. */
  public Losses plus(Losses other) {
    if (!plan.equals(other.plan)) {
      throw new IllegalArgumentException("losses of " + plan + " and of " + other.plan);
    }
    SortedMap<Segment, SortedMap<Long, LossSums>> both = new TreeMap<>(cells);
    other.cells.forEach(
        (segment, bins) -> both.merge(segment, bins, (some, others) -> merged(some, others)));
    return new Losses(
        plan,
        both,
        Math.addExact(windows, other.windows),
        each(missed, other.missed, Math::addExact),
        each(
            ranges,
            other.ranges,
            (some, others) -> each(some, others, (one, next) -> one.plus(next))));
  }

  private static SortedMap<Long, LossSums> merged(
      SortedMap<Long, LossSums> some, SortedMap<Long, LossSums> others) {
    SortedMap<Long, LossSums> both = new TreeMap<>(some);
    others.forEach((bin, sums) -> both.merge(bin, sums, (one, next) -> one.plus(next)));
    return both;
  }

  private static <T> List<T> each(List<T> some, List<T> others, BinaryOperator<T> both) {
    List<T> all = new ArrayList<>();
    for (int i = 0; i < some.size(); i++) {
      all.add(both.apply(some.get(i), others.get(i)));
    }
    return List.copyOf(all);
  }
}
