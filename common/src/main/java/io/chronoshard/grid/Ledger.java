package io.chronoshard.grid;

import static java.util.Map.entry;

import io.chronoshard.config.TimeAxis;
import io.chronoshard.history.UnreadableRow;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The account of an ingest: every row read, every value in them and every step of the grid.
 *
 * @param rows rows of all files
 * @param files rows of each file, sorted by path; at most {@link #LISTED}
 * @param fileCount how many files there are
 * @param series rows and steps of each series, sorted by name; at most {@link #LISTED}
 * @param seriesCount how many series there are
 * @param steps steps of all series, each from its first row to its last
 * @param unknownSteps steps of which no channel is known after filling
 * @param channels what became of each channel's values, in the channels' order
 * @param unreadable the first rows that could not be read
 * @param gaps runs of steps, between a series' first row and its last, of which no row knows any
 *     channel, whether they were filled or not; at most {@link #LISTED_GAPS}, the longest first
 * @param gapCount how many gaps there are
 */
public record Ledger(
    Rows rows,
    List<FileAccount> files,
    long fileCount,
    List<SeriesAccount> series,
    long seriesCount,
    long steps,
    long unknownSteps,
    List<ChannelAccount> channels,
    List<UnreadableRow> unreadable,
    List<Gap> gaps,
    long gapCount) {

  /** How many gaps are listed. */
  public static final int LISTED_GAPS = 100;

  /** How many files and how many series are listed. */
  public static final int LISTED = 1000;

  /** Copies what it is given. */
  public Ledger {
    files = List.copyOf(files);
    series = List.copyOf(series);
    channels = List.copyOf(channels);
    unreadable = List.copyOf(unreadable);
    gaps = List.copyOf(gaps);
  }

  /**
   * What became of rows: {@code read = kept + joined + repeated + conflicting + combined +
   * unparsable + unread}.
   *
   * @param read data rows of the files
   * @param kept rows that are the first to fall on a step
   * @param joined rows of a time that another row has, and of channels that no other of them knows
   * @param repeated rows equal to another row of the same time in every channel; rows of one
   *     reading that hold no value are equal where they are of the same channel
   * @param conflicting rows that differ from another row of the same time, merged by the rule for
   *     repeats
   * @param combined rows of another time within the same step, merged by the channels' rules
   * @param unparsable rows that could not be read; nobody knows which series they are of
   * @param unread rows of channels that are not read
   * @param offOrder rows, counted above, that stand in their file behind one of their series of a
   *     later time
   */
  public record Rows(
      long read,
      long kept,
      long joined,
      long repeated,
      long conflicting,
      long combined,
      long unparsable,
      long unread,
      long offOrder) {

    /** No rows. */
    public static final Rows NONE = new Rows(0, 0, 0, 0, 0, 0, 0, 0, 0);

    /** The account of both. */
    public Rows plus(Rows other) {
      return new Rows(
          read + other.read,
          kept + other.kept,
          joined + other.joined,
          repeated + other.repeated,
          conflicting + other.conflicting,
          combined + other.combined,
          unparsable + other.unparsable,
          unread + other.unread,
          offOrder + other.offOrder);
    }

    /** What became of the rows that were read, by the names that people read, in a fixed order. */
    public Map<String, Long> counts() {
      return Counts.of(
          entry("kept", kept),
          entry("joined", joined),
          entry("repeated", repeated),
          entry("conflicting", conflicting),
          entry("combined", combined),
          entry("unparsable", unparsable),
          entry("unread", unread),
          entry("off order", offOrder));
    }

    /** With rows that are of no series. */
    Rows withOthers(long unreadable, long others) {
      return plus(new Rows(unreadable + others, 0, 0, 0, 0, 0, unreadable, others, 0));
    }
  }

  /** A file's account. */
  public record FileAccount(String file, Rows rows) {}

  /**
   * A series' account.
   *
   * @param steps steps from its first row to its last, known or not
   * @param unknownSteps steps of which no channel is known after filling
   */
  public record SeriesAccount(String series, Rows rows, long steps, long unknownSteps) {}

  /**
   * A channel's account over all steps of all series: {@code known + filled + unknown} is their
   * number.
   *
   * @param values what became of the values of all rows; of a channel that no file holds there are
   *     none
   * @param known steps with a known reading of this channel
   * @param filled steps that carry the last value on
   * @param unknown steps that stay unknown
   */
  public record ChannelAccount(
      String channel, Values values, long known, long filled, long unknown) {

    /** Cells that held a missing marker. */
    public long missing() {
      return values.missing;
    }
  }

  /**
   * What became of a channel's cells. The known steps of the channel are {@code read - missing -
   * absent} less all counts behind these.
   *
   * @param read rows that could be read
   * @param missing cells that held a missing marker
   * @param absent rows that hold other channels
   * @param outOfRange values outside of their plausible range
   * @param repeated values that became one with another value of their time
   * @param excluded values within exclusion intervals
   * @param counterStarts readings of a counter without another one shortly before
   * @param counterResets readings of a counter that has fallen
   * @param tooFast values that changed faster than the channel can
   * @param spikes values that stood out from those before them
   * @param stuck values that were read unchanged for too long
   * @param combined values that became one with another value of their step
   * @param undirected values that directions of one time or step would have become, and that
   *     cancelled each other
   * @param variation whether values differ at all
   */
  public record Values(
      long read,
      long missing,
      long absent,
      long outOfRange,
      long repeated,
      long excluded,
      long counterStarts,
      long counterResets,
      long tooFast,
      long spikes,
      long stuck,
      long combined,
      long undirected,
      Variation variation) {

    /** Of a channel that no file holds. */
    public static final Values NONE =
        new Values(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, Variation.VARYING);

    /** What became of values, by the names that people read, in a fixed order. */
    public Map<String, Long> counts() {
      return Counts.of(
          entry("missing", missing),
          entry("absent", absent),
          entry("out of range", outOfRange),
          entry("repeated", repeated),
          entry("excluded", excluded),
          entry("counter starts", counterStarts),
          entry("counter resets", counterResets),
          entry("too fast", tooFast),
          entry("spikes", spikes),
          entry("stuck", stuck),
          entry("combined", combined),
          entry("undirected", undirected));
    }

    /** Steps that must have a reading, for the account to add up. */
    long left() {
      return read - counts().values().stream().mapToLong(Long::longValue).sum();
    }
  }

  /** Whether the values of a channel differ. */
  public enum Variation {
    VARYING,
    CONSTANT,
    /** There is none. */
    EMPTY
  }

  /**
   * A run of steps {@code [fromStep, toStep)} without a known reading.
   *
   * @param from the time of its first step; empty where steps are no times
   * @param to the time of the step behind its last one; empty likewise
   */
  public record Gap(
      String series, long fromStep, long toStep, Optional<Instant> from, Optional<Instant> to) {

    /** A gap on an axis. */
    public static Gap on(TimeAxis axis, String series, long fromStep, long toStep) {
      return new Gap(series, fromStep, toStep, time(axis, fromStep), time(axis, toStep));
    }

    private static Optional<Instant> time(TimeAxis axis, long step) {
      return axis.hasClock()
          ? Optional.of(Instant.ofEpochMilli(StepTimes.of(axis).millis(step)))
          : Optional.empty();
    }

    /** Number of steps. */
    public long steps() {
      return toStep - fromStep;
    }

    /** How long it is, as messages say it: {@code 3 steps, 30 minutes}, or {@code 3 cycles}. */
    public String length(TimeAxis axis) {
      return !axis.hasClock()
          ? axis.text(steps())
          : steps() + (steps() == 1 ? " step, " : " steps, ") + axis.text(steps());
    }

    /** Its first and its last step, as messages say them. */
    public String place(TimeAxis axis) {
      if (!axis.hasClock()) {
        return axis.counted() + " " + fromStep + " to " + (toStep - 1);
      }
      StepTimes times = StepTimes.of(axis);
      return Instant.ofEpochMilli(times.millis(fromStep))
          + " to "
          + Instant.ofEpochMilli(times.millis(toStep - 1));
    }
  }
}
