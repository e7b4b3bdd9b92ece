package io.chronoshard.retrain;

import io.chronoshard.retrain.Finding.Kind;
import java.time.Instant;
import java.util.Optional;

/**
 * How far a channel is from what it was, in the series in which it is furthest.
 *
 * @param channel its name
 * @param kind what is looked at: UNKNOWN, DEAD, STEP or DRIFT
 * @param series in which it is furthest, as a share of what is allowed there
 * @param size by what share it is known at fewer steps; milliseconds that it stayed as it was; or
 *     robust deviations, infinite where nothing ever changed before
 * @param most the same, above which it is found
 * @param from when it began; nothing where nothing is as large as it must be
 * @param over series in which it is found
 * @param looked series in which it was looked at
 */
public record ChannelChange(
    String channel,
    Kind kind,
    String series,
    double size,
    double most,
    Optional<Instant> from,
    int over,
    int looked) {

  /** As a share of what is allowed; above 1 it is found. */
  public double share() {
    return size == 0 ? 0 : size / most;
  }
}
