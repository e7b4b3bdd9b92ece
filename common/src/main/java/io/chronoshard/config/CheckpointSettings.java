package io.chronoshard.config;

import java.time.Duration;

/**
 * The block {@code run.checkpoint}: how often a training keeps how far it has come.
 *
 * @param rounds from one to the next; 0 where they are not counted
 * @param interval from one to the next; zero where time does not count
 * @param keep newest ones that stay
 */
public record CheckpointSettings(int rounds, Duration interval, int keep) {

  /** Whether there are any. */
  public boolean isWanted() {
    return rounds > 0 || !interval.isZero();
  }

  /** Whether another one is due, so many rounds and such a time after the last one. */
  public boolean isDue(int roundsSince, Duration since) {
    return (rounds > 0 && roundsSince >= rounds)
        || (!interval.isZero() && since.compareTo(interval) >= 0);
  }

  static CheckpointSettings read(Section section) {
    CheckpointSettings settings =
        new CheckpointSettings(
            section.integer("rounds", 0, Integer.MAX_VALUE),
            section.durationOf("interval", 0),
            section.integer("keep", 1, 1000));
    section.close();
    return settings;
  }
}
