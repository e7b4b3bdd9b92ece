package io.chronoshard.grid;

import io.chronoshard.grid.ChannelGrid.Kind;
import java.util.Iterator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Goes from step to step through sorted readings: repeats are resolved, values cleaned in the order
 * of time, and different times combined. Whatever the number of readings of a step, it holds one of
 * them at a time.
 */
final class StepCursor {

  private final Iterator<Reading> sorted;
  private final Delays delays;
  private final RepeatMerge repeats;
  private final RepeatCount repeatCount;
  private final @Nullable Cleaner cleaner;
  private final StepCombiner combiner;
  private final double[] one;
  private final ChannelGrid[] channels;
  private final float[] cleaned;
  private final boolean isPlain;
  private @Nullable Reading next;
  private int series = -1;
  private long step;
  private long time;
  private float[] values = new float[0];
  private boolean isKept;

  StepCursor(Iterator<Reading> sorted, History history, GridRules rules) {
    this.sorted = sorted;
    this.delays = rules.delays();
    this.repeats = RepeatMerge.of(rules.repeats(), rules.channels());
    this.channels = rules.channels().toArray(ChannelGrid[]::new);
    this.repeatCount = new RepeatCount(channels.length, channels.length - rules.attributes());
    this.cleaner = rules.isCleaning() ? new Cleaner(history, rules) : null;
    this.combiner = new StepCombiner(rules.channels());
    this.one = new double[channels.length];
    this.cleaned = new float[channels.length];
    this.isPlain = cleaner == null && delays.count() == 1;
    this.next = sorted.hasNext() ? sorted.next() : null;
  }

  /** The series of the step that {@link #advance} would go to; -1 where there is none. */
  int nextSeries() {
    return next == null ? -1 : next.series();
  }

  /** The step that {@link #advance} would go to; there must be one. */
  long nextStep() {
    return first().step();
  }

  /**
   * Goes to the next step that has a reading; there must be one.
   *
   * @param tally counts what becomes of its rows and values
   */
  void advance(Tally tally) {
    Reading first = first();
    if (first.series() != series) {
      series = first.series();
      if (cleaner != null) {
        cleaner.begin(series);
      }
    }
    step = first.step();
    time = first.time();
    isKept = false;
    values = oneTime(first, tally);
    Reading later = next;
    boolean isAlone = later == null || !later.isOnStepOf(first);
    if (isAlone && !combiner.hasDirections()) {
      return;
    }
    combiner.begin(values);
    while (later != null && later.isOnStepOf(first)) {
      if (later.part() == 0) {
        time = later.time();
      }
      combiner.add(oneTime(later, tally), tally);
      later = next;
    }
    combiner.end(tally);
    values = combiner.values();
  }

  private Reading first() {
    Reading first = next;
    if (first == null) {
      throw new IllegalStateException("no step is left");
    }
    return first;
  }

  /** Takes all readings of one time. */
  private float[] oneTime(Reading first, Tally tally) {
    if (first.part() == 0) {
      tally.row(isKept ? RowKind.COMBINED : RowKind.KEPT, first);
      isKept = true;
    }
    Reading reading = pull();
    if (reading != null && reading.isAtTimeOf(first)) {
      return cleaned(first, merged(first, tally), tally);
    }
    return isPlain ? first.values() : cleaned(first, alone(first), tally);
  }

  private double[] alone(Reading reading) {
    float[] read = delays.own(reading).values();
    for (int i = 0; i < channels.length; i++) {
      one[i] = channels[i].value(read, i);
    }
    return one;
  }

  private double[] merged(Reading first, Tally tally) {
    Reading before = first;
    Reading reading = next;
    Reading own = delays.own(first);
    repeats.begin(own);
    repeatCount.begin(first, own);
    while (reading != null && reading.isAtTimeOf(first)) {
      boolean isSame = reading.hasContentOf(before);
      own = delays.own(reading);
      if (isSame) {
        repeats.same(own);
        repeatCount.same(reading, own, tally);
      } else {
        repeats.different(own);
        repeatCount.different(reading, own, tally);
      }
      before = reading;
      reading = pull();
    }
    double[] values = repeats.values();
    countUndirected(values, tally);
    return values;
  }

  /** Directions that cancel each other are known to readings, and not to what they become. */
  private void countUndirected(double[] merged, Tally tally) {
    for (int i = 0; i < channels.length; i++) {
      if (channels[i].kind() == Kind.DIRECTION
          && Double.isNaN(merged[i])
          && repeatCount.isKnown(i)) {
        tally.undirected(i);
      }
    }
  }

  private float[] cleaned(Reading first, double[] read, Tally tally) {
    if (cleaner != null) {
      cleaner.clean(first, read, tally);
    }
    for (int i = 0; i < cleaned.length; i++) {
      cleaned[i] = (float) read[i];
    }
    return cleaned;
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

  /** The time of the step's last row. */
  long time() {
    return time;
  }

  /** The step's values, not to be changed; overwritten by the next step. */
  float[] values() {
    return values;
  }

  /** The first readings that contradict each other, where that is refused. */
  Optional<Conflict> conflict() {
    return repeats.conflict();
  }
}
