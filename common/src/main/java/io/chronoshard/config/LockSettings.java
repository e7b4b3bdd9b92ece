package io.chronoshard.config;

import java.time.Duration;

/**
 * The block {@code registry.lock}: how a model is kept to one writer at a time.
 *
 * @param lease a writer that gives no sign of life for so long is taken over
 * @param waiting how long to wait for a writer that is alive
 */
public record LockSettings(Duration lease, Duration waiting) {

  /** A sign of life is given, and looked for, so many times in a lease. */
  private static final int SIGNS = 6;

  /** How long it is from one sign of life to the next. */
  public Duration interval() {
    return lease.dividedBy(SIGNS);
  }

  static LockSettings read(Section section) {
    LockSettings settings =
        new LockSettings(section.durationOf("lease", 1), section.durationOf("wait", 0));
    section.close();
    return settings;
  }
}
