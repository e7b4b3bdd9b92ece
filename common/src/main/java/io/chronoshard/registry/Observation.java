package io.chronoshard.registry;

import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Judges whether the holder of a lock is alive, by the observer's own clock and from the change of
 * the holder's sign of life alone.
 *
 * <p>Time counts only between two looks that are close together: an observer that was stopped
 * itself, or could not look, has not seen that nothing changed. A wrong judgement does no harm to
 * what is stored: who is taken for dead commits nothing more.
 */
final class Observation {

  private final LongSupplier nanos;
  private Optional<String> last = Optional.empty();
  private Life life = Life.UNKNOWN;
  private long looked;
  private long unchanged;

  /**
   * Begins.
   *
   * @param nanos readings of the observer's clock
   */
  Observation(LongSupplier nanos) {
    this.nanos = nanos;
    this.looked = nanos.getAsLong();
  }

  /** What is known of a holder. */
  enum Life {
    /** Nothing yet. */
    UNKNOWN,
    /** It has given a sign of life. */
    ALIVE,
    /** It has given none for the whole of its lease. */
    DEAD
  }

  /**
   * Takes in what was seen just now.
   *
   * @param sign what a living holder changes; nothing where it was not to be seen
   * @param lease without a change for so long a holder is dead
   */
  Life saw(Optional<String> sign, Duration lease) {
    long now = nanos.getAsLong();
    long since = now - looked;
    looked = now;
    if (sign.isPresent() && !sign.equals(last)) {
      life = last.isPresent() ? Life.ALIVE : life;
      last = sign;
      unchanged = 0;
      return life;
    }
    boolean isClose = Duration.ofNanos(since).compareTo(lease.dividedBy(3)) <= 0;
    unchanged = isClose ? unchanged + since : 0;
    return Duration.ofNanos(unchanged).compareTo(lease) >= 0 ? Life.DEAD : life;
  }
}
