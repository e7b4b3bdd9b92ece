package io.chronoshard.gate;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BinaryOperator;

/**
 * Adds up {@linkplain Losses losses} of one plan, so that each one that comes costs what it holds,
 * not what there is. Not for several threads at once.
 */
public final class AddedLosses {

  private final LossPlan plan;
  private final SortedMap<Segment, SortedMap<Long, LossSums>> cells = new TreeMap<>();
  private long offered;
  private long tried;
  private long windows;
  private List<Long> missed;
  private List<Long> lacking;
  private List<List<ForecastRange>> ranges;

  /** Begins with some. */
  public AddedLosses(Losses first) {
    this.plan = first.plan();
    first.cells().forEach((segment, bins) -> cells.put(segment, new TreeMap<>(bins)));
    this.offered = first.offered();
    this.tried = first.tried();
    this.windows = first.windows();
    this.missed = first.missed();
    this.lacking = first.lacking();
    this.ranges = first.ranges();
  }

  /** With others. */
  public AddedLosses plus(Losses other) {
    if (!plan.equals(other.plan())) {
      throw new IllegalArgumentException("losses of " + plan + " and of " + other.plan());
    }
    other
        .cells()
        .forEach(
            (segment, bins) -> {
              SortedMap<Long, LossSums> own =
                  cells.computeIfAbsent(segment, unseen -> new TreeMap<>());
              bins.forEach((bin, sums) -> own.merge(bin, sums, (one, next) -> one.plus(next)));
            });
    offered = Math.addExact(offered, other.offered());
    tried = Math.addExact(tried, other.tried());
    windows = Math.addExact(windows, other.windows());
    missed = each(missed, other.missed(), Math::addExact);
    lacking = each(lacking, other.lacking(), Math::addExact);
    ranges =
        each(
            ranges,
            other.ranges(),
            (some, others) -> each(some, others, (one, next) -> one.plus(next)));
    return this;
  }

  /** All of them. */
  public Losses all() {
    return new Losses(plan, cells, offered, tried, windows, missed, lacking, ranges);
  }

  private static <T> List<T> each(List<T> some, List<T> others, BinaryOperator<T> both) {
    List<T> all = new ArrayList<>();
    for (int i = 0; i < some.size(); i++) {
      all.add(both.apply(some.get(i), others.get(i)));
    }
    return List.copyOf(all);
  }
}
