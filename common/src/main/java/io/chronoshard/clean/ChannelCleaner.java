package io.chronoshard.clean;

import org.jspecify.annotations.Nullable;

/**
 * Cleans a channel, series by series: what was excluded goes first, then a counter becomes
 * differences, and what remains is asked whether it changes too fast, stands out, or is stuck. A
 * value that one rule has refused is not there for the next.
 */
public final class ChannelCleaner {

  private final @Nullable Counter counter;
  private final @Nullable RateLimit rate;
  private final @Nullable Spike spike;
  private final @Nullable Stuck stuck;
  private Intervals excluded = Intervals.NONE;
  private double value;

  /** With a channel's rules. */
  public ChannelCleaner(CleaningRules rules) {
    CleaningRules.Rate limit = rules.rate();
    CleaningRules.Hampel hampel = rules.hampel();
    counter = rules.isCounter() ? new Counter(rules.counterWithin()) : null;
    rate = limit == null ? null : new RateLimit(limit.change(), limit.per());
    spike = hampel == null ? null : new Spike(hampel.window(), hampel.deviations());
    stuck = rules.stuck() == 0 ? null : new Stuck(rules.stuck());
  }

  /** Begins with a series, of which some time is excluded. */
  public void begin(Intervals unusable) {
    excluded = unusable;
    if (counter != null) {
      counter.begin();
    }
    if (rate != null) {
      rate.begin();
    }
    if (spike != null) {
      spike.begin();
    }
    if (stuck != null) {
      stuck.begin();
    }
  }

  /**
   * Takes the next value, which must be known.
   *
   * @return {@link Finding#CLEAN} where {@link #value} is what remains of it
   */
  public Finding take(long time, double read) {
    value = read;
    if (excluded.contains(time)) {
      return Finding.EXCLUDED;
    }
    if (counter != null) {
      Finding counted = counter.take(time, read);
      if (counted != Finding.CLEAN) {
        return counted;
      }
      value = counter.difference();
    }
    if (rate != null && !rate.accept(time, value)) {
      return Finding.TOO_FAST;
    }
    if (spike != null && !spike.accept(time, value)) {
      return Finding.SPIKE;
    }
    return stuck != null && !stuck.accept(time, value) ? Finding.STUCK : Finding.CLEAN;
  }

  /** The last value taken, or a counter's difference. */
  public double value() {
    return value;
  }
}
