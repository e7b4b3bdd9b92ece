package io.chronoshard.config;

import java.time.Instant;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.OptionalLong;
import java.util.stream.LongStream;

/**
 * Looks for a time of a history that its text cannot hold, without going through all of them.
 *
 * <p>A pattern fails where it lacks a field, which shows in the steps at the ends, in those at
 * powers of two or in those spread between; or in the hour that daylight saving repeats, so the
 * first steps of each such hour are tried.
 */
final class SimulateTimes {

  private static final long ENDS = 1000;
  private static final long SPREAD = 5000;

  private final TimeText text;
  private final long fromMillis;
  private final long stepMillis;
  private final long steps;

  SimulateTimes(TimeText text, long fromMillis, long stepMillis, long steps) {
    this.text = text;
    this.fromMillis = fromMillis;
    this.stepMillis = stepMillis;
    this.steps = steps;
  }

  /** The earliest that was found, in milliseconds since 1970. */
  OptionalLong unwritable(ZoneRules zone) {
    LongStream ends =
        LongStream.concat(
            LongStream.range(0, ENDS), LongStream.rangeClosed(steps - ENDS, steps - 1));
    LongStream powers = LongStream.iterate(1, step -> step < steps, step -> 2 * step);
    LongStream spread =
        LongStream.range(0, SPREAD).map(i -> (long) (i * (steps / (double) SPREAD)));
    LongStream all =
        LongStream.concat(
            LongStream.concat(ends, powers), LongStream.concat(spread, repeated(zone)));
    return all.filter(step -> step >= 0 && step < steps)
        .map(step -> fromMillis + step * stepMillis)
        .filter(millis -> !text.holds(millis))
        .min();
  }

  /** The first two steps at or after each time when clocks were set back. */
  private LongStream repeated(ZoneRules zone) {
    LongStream.Builder found = LongStream.builder();
    long last = fromMillis + (steps - 1) * stepMillis;
    Instant before = Instant.ofEpochMilli(fromMillis).minusSeconds(86_400);
    for (ZoneOffsetTransition next = zone.nextTransition(before);
        next != null && next.getInstant().toEpochMilli() <= last;
        next = zone.nextTransition(next.getInstant())) {
      if (next.isOverlap()) {
        long after = next.getInstant().toEpochMilli() - fromMillis;
        long step = Math.max(0, -Math.floorDiv(-after, stepMillis));
        found.add(step).add(step + 1);
      }
    }
    return found.build();
  }
}
