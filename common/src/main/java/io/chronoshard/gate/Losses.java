package io.chronoshard.gate;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Losses of contenders over the very same values, summed over each segment and bin of origins. They
 * add up in any order to the same bits.
 *
 * @param plan what they are of
 * @param cells of each segment, the sums of each bin that has values, by its number
 * @param offered windows that the champion has the inputs of
 * @param tried of these, those that all contenders have the inputs of
 * @param windows of these, those of which champion and baselines forecast each value as a number;
 *     the others count for nobody
 * @param missed of each contender, the windows of all that were tried of which it forecasts some
 *     value as no number; the sums of a challenger that missed any are not all there are, and mean
 *     nothing
 * @param lacking of each contender, the windows of all that were offered of which it has not the
 *     inputs
 * @param ranges of each contender and head's target, between what its forecasts lie
 */
public record Losses(
    LossPlan plan,
    SortedMap<Segment, SortedMap<Long, LossSums>> cells,
    long offered,
    long tried,
    long windows,
    List<Long> missed,
    List<Long> lacking,
    List<List<ForecastRange>> ranges) {

  /** Copies all that it is given, and checks that it is of the plan's contenders. */
  public Losses {
    SortedMap<Segment, SortedMap<Long, LossSums>> copy = new TreeMap<>();
    cells.forEach((segment, bins) -> copy.put(segment, new TreeMap<>(bins)));
    cells = copy;
    missed = List.copyOf(missed);
    lacking = List.copyOf(lacking);
    ranges = ranges.stream().map(List::copyOf).toList();
    int contenders = plan.contenders().size();
    if (missed.size() != contenders
        || lacking.size() != contenders
        || ranges.size() != contenders
        || cells.values().stream()
            .flatMap(bins -> bins.values().stream())
            .anyMatch(sums -> sums.contenders() != contenders)) {
      throw new IllegalArgumentException("losses that are not of " + plan.contenders());
    }
    if (windows < 0 || windows > tried || tried > offered) {
      throw new IllegalArgumentException(windows + " windows of " + tried + " of " + offered);
    }
  }

  /**
   * Of no windows.
   *
   * @param targets heads' targets
   */
  public static Losses none(LossPlan plan, int targets) {
    return offered(plan, targets, 0, Collections.nCopies(plan.contenders().size(), 0L));
  }

  /**
   * Of no windows yet.
   *
   * @param targets heads' targets
   * @param offered windows that the champion has the inputs of
   * @param lacking of each contender, those of which it has not
   */
  static Losses offered(LossPlan plan, int targets, long offered, List<Long> lacking) {
    int contenders = plan.contenders().size();
    return new Losses(
        plan,
        new TreeMap<>(),
        offered,
        0,
        0,
        Collections.nCopies(contenders, 0L),
        lacking,
        Collections.nCopies(contenders, Collections.nCopies(targets, ForecastRange.NONE)));
  }

  /** Of both; neither is changed. */
  public Losses plus(Losses other) {
    return new AddedLosses(this).plus(other).all();
  }
}
