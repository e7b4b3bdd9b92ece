package io.chronoshard.gate;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;

/** Losses without forecasters. */
final class LossesExamples {

  private LossesExamples() {}

  /** Of a block of one series or another, over some bins. */
  static Losses random(LossPlan plan, Random random) {
    SortedMap<Segment, SortedMap<Long, LossSums>> cells = new TreeMap<>();
    Segment series = new Segment(Segment.Kind.SERIES, "s" + random.nextInt(3));
    long first = random.nextInt(9) - 4L;
    for (long bin = first; bin < first + 3; bin++) {
      LossSums sums = sums(plan, random.nextInt(5) + 1, random);
      cells.computeIfAbsent(Segment.ALL, any -> new TreeMap<>()).put(bin, sums);
      cells.computeIfAbsent(series, any -> new TreeMap<>()).put(bin, sums);
    }
    List<Long> missed = new ArrayList<>();
    List<List<ForecastRange>> ranges = new ArrayList<>();
    for (int contender = 0; contender < plan.contenders().size(); contender++) {
      missed.add((long) random.nextInt(3));
      ranges.add(
          List.of(
              ForecastRange.NONE
                  .with(random.nextFloat())
                  .with(random.nextBoolean() ? 0f : -0f)
                  .with(random.nextFloat())));
    }
    int windows = random.nextInt(100);
    int tried = windows + random.nextInt(3);
    return new Losses(
        plan, cells, tried + random.nextInt(3), tried, windows, missed, missed, ranges);
  }

  private static LossSums sums(LossPlan plan, int values, Random random) {
    LossSums sums = LossSums.none(plan.contenders().size());
    long[] parts = new long[2 * plan.contenders().size()];
    for (int value = 0; value < values; value++) {
      for (int contender = 0; contender < plan.contenders().size(); contender++) {
        LossSums.add(parts, contender, random.nextDouble() * (1 + random.nextInt(1000)));
      }
    }
    return sums.plus(new LossSums(values, parts));
  }

  /**
   * One value in each bin from 0 on.
   *
   * @param losses of each segment, {@code [contender][bin]}; the sum over segments that are no
   *     others' parts is not made here
   */
  static Losses of(LossPlan plan, SortedMap<Segment, double[][]> losses) {
    SortedMap<Segment, SortedMap<Long, LossSums>> cells = new TreeMap<>();
    long windows = 0;
    for (Segment segment : losses.keySet()) {
      double[][] own = losses.get(segment);
      SortedMap<Long, LossSums> bins = new TreeMap<>();
      for (int bin = 0; bin < own[0].length; bin++) {
        long[] parts = new long[2 * own.length];
        for (int contender = 0; contender < own.length; contender++) {
          LossSums.add(parts, contender, own[contender][bin]);
        }
        bins.put((long) bin, new LossSums(1, parts));
      }
      windows = Math.max(windows, bins.size());
      cells.put(segment, bins);
    }
    Losses none = Losses.none(plan, 1);
    return new Losses(
        plan, cells, windows, windows, windows, none.missed(), none.lacking(), none.ranges());
  }

  /** The same over all values. */
  static Losses of(LossPlan plan, double[][] losses) {
    SortedMap<Segment, double[][]> all = new TreeMap<>();
    all.put(Segment.ALL, losses);
    return of(plan, all);
  }
}
