package io.chronoshard.grid;

import java.util.Arrays;
import java.util.Iterator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Goes from step to step through sorted readings: repeats are resolved, different times combined.
 * Whatever the number of readings of a step, it holds one of them at a time.
 */
final class StepCursor {

  private final Iterator<Reading> sorted;
  private final RepeatMerge repeats;
  private final StepCombiner combiner;
  private @Nullable Reading next;
  private int series;
  private long step;
  private long time;
  private float[] values = new float[0];
  private long repeated;
  private long conflicting;
  private long combined;

  StepCursor(Iterator<Reading> sorted, GridRules rules) {
    this.sorted = sorted;
    this.repeats = RepeatMerge.of(rules.repeats(), rules.combine().size());
    this.combiner = new StepCombiner(rules.combine());
    this.next = sorted.hasNext() ? sorted.next() : null;
  }

  /** The series of the step that {@link #advance} would go to; -1 where there is none. */
  int nextSeries() {
    return next == null ? -1 : next.series();
  }

  /** Goes to the next step that has a reading; there must be one. */
  void advance() {
    Reading first = next;
    if (first == null) {
      throw new IllegalStateException("no step is left");
    }
    series = first.series();
    step = first.step();
    time = first.time();
    repeated = 0;
    conflicting = 0;
    combined = 0;
    values = oneTime(first);
    Reading later = next;
    if (later == null || !later.isOnStepOf(first)) {
      return;
    }
    combiner.begin(values);
    while (later != null && later.isOnStepOf(first)) {
      combined++;
      time = later.time();
      combiner.add(oneTime(later));
      later = next;
    }
    values = combiner.values();
  }

  /** Takes all readings of one time. */
  private float[] oneTime(Reading first) {
    Reading before = first;
    Reading reading = pull();
    if (reading == null || !reading.isAtTimeOf(first)) {
      return first.values();
    }
    repeats.begin(first);
    while (reading != null && reading.isAtTimeOf(first)) {
      if (Arrays.equals(before.values(), reading.values())) {
        repeated++;
        repeats.same(reading);
      } else {
        conflicting++;
        repeats.different(reading);
      }
      before = reading;
      reading = pull();
    }
    return repeats.values();
  }

  private @Nullable Reading pull() {
    next = sorted.hasNext() ? sorted.next() : null;
    return next;
  }

  int series() {
    return series;
  }

  long step() {
    return step;
  }

  /** The time of the step's last reading. */
  long time() {
    return time;
  }

  /** The step's values, not to be changed; overwritten by the next step. */
  float[] values() {
    return values;
  }

  /** Rows of the step that equal another one of their time. */
  long repeated() {
    return repeated;
  }

  /** Rows of the step that differ from another one of their time. */
  long conflicting() {
    return conflicting;
  }

  /** Rows of the step that brought another time of it. */
  long combined() {
    return combined;
  }

  /** The first readings that contradict each other, where that is refused. */
  Optional<Conflict> conflict() {
    return repeats.conflict();
  }
}
