package io.chronoshard.registry;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.apache.hadoop.net.NetUtils;

/**
 * Who has taken a lock; what {@code holder.json} holds.
 *
 * @param format how the file is to be read
 * @param work what the lock was taken for: a run, or an action of an operator
 * @param operator the user whose process has taken it
 * @param host the machine of that process
 * @param pid its number there
 * @param lease it gives a sign of life several times in each stretch of this length
 * @param acquired when it was taken, by that machine's clock: for people alone
 */
@JsonPropertyOrder("format")
record Holder(
    int format,
    String work,
    String operator,
    String host,
    long pid,
    Duration lease,
    Instant acquired) {

  static final String FILE = "holder.json";

  /** The format that this release writes and reads. */
  static final int FORMAT = 1;

  static final int LIMIT = 1 << 20;

  /** This process. */
  static Holder of(String work, Duration lease, Clock clock) {
    return new Holder(
        FORMAT,
        work,
        Operator.name(),
        NetUtils.getLocalHostname(),
        ProcessHandle.current().pid(),
        lease,
        clock.instant());
  }

  /** Reads what was written. */
  static Holder read(byte[] json, String source) {
    Format.require(json, FORMAT, source, "wait until its holder ends");
    return Json.read(json, Holder.class, source);
  }

  /** As an operator reads it. */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%s of %s (process %d on %s, since %s)",
        work,
        operator,
        pid,
        host,
        acquired.truncatedTo(ChronoUnit.SECONDS));
  }
}
