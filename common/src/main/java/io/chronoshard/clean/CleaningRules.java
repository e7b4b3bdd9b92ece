package io.chronoshard.clean;

import org.jspecify.annotations.Nullable;

/**
 * What is asked of a channel's values. Spans and times are milliseconds on the clock, and steps
 * elsewhere.
 *
 * @param counterWithin how old a counter's reading may be that a difference is taken from; 0 where
 *     the channel is no counter
 * @param rate how fast it can change; null for no limit
 * @param hampel how far it can stand out; null for no limit
 * @param stuck how long it can read the same; 0 for no limit
 */
public record CleaningRules(
    long counterWithin, @Nullable Rate rate, @Nullable Hampel hampel, long stuck) {

  /** Nothing is asked. */
  public static final CleaningRules NONE = new CleaningRules(0, null, null, 0);

  /** A change of so much in so long. */
  public record Rate(double change, long per) {}

  /** So many deviations from the median of a window. */
  public record Hampel(long window, double deviations) {}

  /** Whether the channel counts. */
  public boolean isCounter() {
    return counterWithin > 0;
  }

  /**
   * The span before a value that decides what becomes of it: each rule sees what the rule before it
   * has left, so that their spans add up.
   */
  public long lookBack() {
    long span = Math.addExact(counterWithin, Stuck.lookBack(stuck));
    span = Math.addExact(span, rate == null ? 0 : RateLimit.lookBack(rate.per));
    return Math.addExact(span, hampel == null ? 0 : hampel.window);
  }
}
