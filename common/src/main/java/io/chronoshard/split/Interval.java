package io.chronoshard.split;

/** Steps {@code [from, to)}; empty where {@code to <= from}. */
public record Interval(long from, long to) {

  /** Number of steps, 0 where empty. */
  public long steps() {
    return Math.max(0, to - from);
  }

  /** Whether no step is inside. */
  public boolean isEmpty() {
    return to <= from;
  }

  /** Whether a step is inside. */
  public boolean contains(long step) {
    return from <= step && step < to;
  }

  /** The steps that lie in both. */
  public Interval intersect(Interval other) {
    return new Interval(Math.max(from, other.from), Math.min(to, other.to));
  }
}
