package io.chronoshard.window;

import io.chronoshard.config.SplitSettings.Inputs;
import io.chronoshard.grid.History.SeriesExtent;
import io.chronoshard.split.Interval;
import io.chronoshard.split.Part;
import io.chronoshard.split.Parts;

/**
 * The steps that may be origins of a part's windows in one series, before values are looked at:
 * {@code anchor + n · stride} inside {@code [from, to)}.
 *
 * @param anchor the part's first possible origin, the same for every block, and for every series
 *     unless series are parts
 * @param from the first step that may be an origin in this series
 * @param to the step after the last one
 * @param stride steps between origins
 */
public record Origins(long anchor, long from, long to, int stride) {

  /**
   * The origins of a part's windows.
   *
   * @param lookBack steps before a window's first input row that its features read; they too must
   *     lie inside of the part where inputs must
   * @param lookAhead steps after a window's last target that it tells of; they too must lie inside
   *     of the part
   */
  public static Origins of(
      Part part, Parts parts, SeriesExtent series, WindowShape shape, int lookBack, int lookAhead) {
    Interval interval = parts.of(part, series);
    if (interval.isEmpty()) {
      return new Origins(0, 0, 0, shape.stride());
    }
    Interval extent = new Interval(series.fromStep(), series.toStep());
    long seriesFirst = first(part, parts.inputs(), interval, shape, extent, lookBack);
    long anchor =
        parts.assignment() == Parts.Assignment.BY_SERIES
            ? seriesFirst
            : first(part, parts.inputs(), parts.cut(part), shape, parts.whole(), lookBack);
    long ahead = (long) shape.ahead() + lookAhead;
    long end = interval.to() - ahead;
    if (parts.inputs() == Inputs.KERAS) {
      long delay = (long) shape.reach() + shape.lead();
      end = Math.min(Math.min(interval.to(), series.toStep() - delay), series.toStep() - ahead);
    }
    return new Origins(anchor, Math.max(anchor, seriesFirst), end, shape.stride());
  }

  /** Every step at which a forecast can be made, with or without the targets being known. */
  public static Origins all(SeriesExtent series, WindowShape shape) {
    long first = series.fromStep() + shape.leastReach();
    return new Origins(first, first, series.toStep(), shape.stride());
  }

  /** The same range with an origin at every step. */
  Origins everyStep() {
    return new Origins(anchor, from, to, 1);
  }

  /** Those of them that lie in {@code [first, end)}. */
  public Origins within(long first, long end) {
    return new Origins(anchor, Math.max(from, first), Math.min(to, end), stride);
  }

  private static long first(
      Part part,
      Inputs inputs,
      Interval interval,
      WindowShape shape,
      Interval known,
      int lookBack) {
    // Rows before a series begins are in no part.
    boolean begins = known.from() >= interval.from();
    long rows = interval.from() + (begins ? shape.leastReach() : shape.reach());
    if (inputs == Inputs.INSIDE) {
      return rows + lookBack;
    }
    if (inputs == Inputs.KERAS || part == Part.TRAINING) {
      return rows;
    }
    return Math.max(interval.from() - shape.lead(), known.from() + shape.leastReach());
  }

  /** How many there are. */
  public long count() {
    long first = firstFrom(from);
    return first >= to ? 0 : (to - 1 - first) / stride + 1;
  }

  /** The first origin at or after a step; it may lie behind the last one. */
  public long firstFrom(long step) {
    long least = Math.max(step, from);
    return anchor + -Math.floorDiv(-(least - anchor), (long) stride) * stride;
  }
}
