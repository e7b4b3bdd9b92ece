package io.chronoshard.block;

import java.util.ArrayList;
import java.util.List;

/**
 * What blocks add up to that come in their order: once another series begins, the one before it is
 * whole. The first and the last series stay open, for blocks before and after these may hold more
 * of them, so that parts of a history can be added up apart and then joined in their order.
 *
 * @param ends the first and the last series, or the only one; empty where there is no block
 * @param kept of the series between them
 */
public record SeriesRuns<S, T>(List<Run<S>> ends, T kept) {

  /**
   * Consecutive blocks of a series.
   *
   * @param sum over them
   */
  public record Run<S>(String series, S sum) {}

  /** Copies the list. */
  public SeriesRuns {
    ends = List.copyOf(ends);
  }

  /** Of no blocks. */
  public static <S, T> SeriesRuns<S, T> none(SeriesSum<S, T> rule) {
    return new SeriesRuns<>(List.of(), rule.nothing());
  }

  /** These, and a block that follows; may change what is kept of these. */
  public SeriesRuns<S, T> with(String series, S term, SeriesSum<S, T> rule) {
    return joined(List.of(new Run<>(series, term)), kept, rule);
  }

  /** These, and those that follow; may change what is kept of these. */
  public SeriesRuns<S, T> plus(SeriesRuns<S, T> next, SeriesSum<S, T> rule) {
    SeriesRuns<S, T> before = joined(next.ends, kept, rule);
    return new SeriesRuns<>(before.ends, rule.both(before.kept, next.kept));
  }

  private SeriesRuns<S, T> joined(List<Run<S>> next, T before, SeriesSum<S, T> rule) {
    List<Run<S>> all = new ArrayList<>(ends);
    for (Run<S> run : next) {
      int last = all.size() - 1;
      if (last >= 0 && all.get(last).series().equals(run.series())) {
        all.set(last, new Run<>(run.series(), rule.plus(all.get(last).sum(), run.sum())));
      } else {
        all.add(run);
      }
    }
    T now = before;
    for (int i = 1; i < all.size() - 1; i++) {
      now = rule.with(now, all.get(i).series(), all.get(i).sum());
    }
    return all.size() <= 2
        ? new SeriesRuns<>(all, now)
        : new SeriesRuns<>(List.of(all.get(0), all.get(all.size() - 1)), now);
  }

  /** What is kept of all series, where no further block comes; may change what is kept of these. */
  public T all(SeriesSum<S, T> rule) {
    T all = kept;
    for (Run<S> end : ends) {
      all = rule.with(all, end.series(), end.sum());
    }
    return all;
  }
}
