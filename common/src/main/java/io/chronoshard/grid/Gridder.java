package io.chronoshard.grid;

import io.chronoshard.error.DataException;
import io.chronoshard.grid.History.RecordedTimes;
import io.chronoshard.grid.History.SeriesExtent;
import java.time.Instant;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Locale;
import java.util.Optional;

/**
 * Makes the rows of a history's table from the sorted readings of one range, and its account.
 *
 * <p>A step between a series' first and last reading becomes a row where a channel is known, or
 * where its last value is carried on: over at most {@code fillSteps} steps. The readings of {@link
 * GridRules#lookBackSteps} steps before the range must come along where its first series begins
 * before it; they are looked at, and neither written nor counted.
 *
 * <pre>
 * before  |-----range-------|
 *     x   |··   x      x    |
 *      ···|·     ···    ····|···      carried on
 * </pre>
 */
public final class Gridder {

  private static final long NEVER = Long.MIN_VALUE;

  private final History history;
  private final GridRange range;
  private final int fillSteps;
  private final StepCursor steps;
  private final StepTimes times;
  private final RangeLedger ledger;
  private final Tally uncounted;
  private final OwnChannels own;
  private final int channels;
  private final CellHasher hasher = new CellHasher();

  // The series at hand: its steps [next, to) are still to come.
  private int series;
  private boolean isOpen;
  private long from;
  private long to;
  private long next;
  private boolean isReadingAhead;

  // What is known of it so far.
  private final float[] lastValues;
  private final long[] lastSteps;
  private long lastKnownStep;

  // The row at hand.
  private long step;
  private long time;
  private final float[] values;

  /**
   * For the readings of a range.
   *
   * @param history axis, channels and the extents of all series
   * @param sorted the range's readings, and those before it that filling needs, in their natural
   *     order
   */
  public Gridder(History history, GridRules rules, GridRange range, Iterator<Reading> sorted) {
    this.channels = rules.channels().size();
    this.history = history;
    this.range = range;
    this.fillSteps = rules.fillSteps();
    this.steps = new StepCursor(sorted, history, rules);
    this.times =
        history.recordedTimes() == RecordedTimes.FROM_STEPS
            ? StepTimes.of(history.axis())
            : unread -> StepTimes.UNKNOWN;
    this.ledger = new RangeLedger(channels);
    this.uncounted = new Tally(channels);
    this.own = new OwnChannels(history, rules);
    this.lastValues = new float[channels];
    this.lastSteps = new long[channels];
    this.values = new float[history.channels().size()];
    this.series = range.fromSeries() - 1;
  }

  /** Goes to the next row; false where there is none, and the account is complete. */
  public boolean advance() {
    while (isOpen || openSeries()) {
      long until = isReadingAhead ? steps.step() : to;
      if (next < until && isReached(next)) {
        carryOn();
        return true;
      }
      next = until;
      if (!isReadingAhead) {
        isOpen = false;
        ledger.close();
      } else if (takeReadings()) {
        return true;
      }
    }
    return false;
  }

  private boolean openSeries() {
    series++;
    if (series > range.toSeries() || series >= history.series().size()) {
      if (steps.nextSeries() >= 0) {
        throw new IllegalStateException("there are readings behind " + range);
      }
      return false;
    }
    SeriesExtent extent = history.series().get(series);
    from = range.from(series, extent);
    to = Math.max(from, range.to(series, extent));
    next = from;
    isOpen = true;
    lastKnownStep = NEVER;
    Arrays.fill(lastSteps, NEVER);
    ledger.open(series, extent, from, to);
    hasher.series(extent.name());
    own.begin(series);
    findReadings();
    return true;
  }

  /**
   * Goes to the next step of the series that has a reading; steps before the range are remembered.
   */
  private void findReadings() {
    while (steps.nextSeries() == series && steps.nextStep() < from) {
      steps.advance(uncounted);
      remember(steps.values(), steps.step());
    }
    isReadingAhead = steps.nextSeries() == series;
    if (isReadingAhead) {
      steps.advance(ledger.tally());
    }
    if (isReadingAhead && (steps.step() < next || steps.step() >= to)) {
      throw new IllegalStateException(
          String.format(
              Locale.ROOT,
              "step %d of series %d is out of order, or outside of %s",
              steps.step(),
              series,
              range));
    }
  }

  /** Makes a row of which every value is carried on. */
  private void carryOn() {
    step = next;
    time = times.millis(step);
    Arrays.fill(values, 0, channels, Float.NaN);
    fill();
    write();
    next++;
  }

  /** Makes the row of the step ahead, where anything is known of it. */
  private boolean takeReadings() {
    step = steps.step();
    time = history.recordedTimes() == RecordedTimes.READ ? steps.time() : times.millis(step);
    System.arraycopy(steps.values(), 0, values, 0, channels);
    remember(values, step);
    if (lastKnownStep == step) {
      ledger.knownStep(step);
    }
    boolean isRow = isReached(step);
    if (isRow) {
      for (int i = 0; i < channels; i++) {
        if (lastSteps[i] == step) {
          requireFinite(i);
          ledger.tally().known(i);
        }
      }
      fill();
      write();
    }
    next++;
    findReadings();
    return isRow;
  }

  private void requireFinite(int channel) {
    if (Float.isInfinite(values[channel])) {
      throw new DataException(
          String.format(
              Locale.ROOT,
              "step %s of series %s: the readings of channel \"%s\" come to more than a float holds, 3.4e38; combine them by another rule (grid.combine), or scale them (history.rules, factor)",
              time == StepTimes.UNKNOWN ? String.valueOf(step) : Instant.ofEpochMilli(time),
              history.series().get(series).name(),
              history.channels().get(channel)));
    }
  }

  private void remember(float[] readings, long at) {
    for (int i = 0; i < channels; i++) {
      if (!Float.isNaN(readings[i])) {
        lastValues[i] = readings[i];
        lastSteps[i] = at;
        lastKnownStep = at;
      }
    }
  }

  private boolean isReached(long at) {
    return lastKnownStep != NEVER && at - lastKnownStep <= fillSteps;
  }

  private void fill() {
    for (int i = 0; i < channels; i++) {
      if (Float.isNaN(values[i]) && lastSteps[i] != NEVER && step - lastSteps[i] <= fillSteps) {
        values[i] = lastValues[i];
        ledger.tally().filled(i);
      }
    }
  }

  private void write() {
    own.fill(values, step, lastSteps);
    ledger.written();
    hasher.add(
        step, history.recordedTimes() == RecordedTimes.READ ? time : StepTimes.UNKNOWN, values);
  }

  /** The row's series, by its place in the history's sorted list. */
  public int series() {
    return series;
  }

  /** The row's step. */
  public long step() {
    return step;
  }

  /** The row's time in milliseconds since 1970 in UTC, or {@link StepTimes#UNKNOWN}. */
  public long time() {
    return time;
  }

  /** The row's values, NaN where unknown; overwritten by the next row. */
  public float[] values() {
    return values;
  }

  /** The account of the range, once there is no further row. */
  public RangeAccount account() {
    return ledger.account(hasher.hash());
  }

  /** Readings that contradict each other, where that is refused. */
  public Optional<Conflict> conflict() {
    return steps.conflict();
  }
}
