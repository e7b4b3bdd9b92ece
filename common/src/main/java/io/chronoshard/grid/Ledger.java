package io.chronoshard.grid;

import java.util.List;

/**
 * The account of an ingest: every row read and every step of the grid.
 *
 * @param rows rows of all series
 * @param series rows and steps of each series, sorted by name
 * @param channels what became of each channel's values, in the channels' order
 * @param gaps runs of steps, between a series' first row and its last, of which no row knows any
 *     channel, whether they were filled or not; at most {@link #LISTED_GAPS}, the longest first
 * @param gapCount how many gaps there are
 */
public record Ledger(
    Rows rows,
    List<SeriesAccount> series,
    List<ChannelAccount> channels,
    List<Gap> gaps,
    long gapCount) {

  /** How many gaps are listed. */
  public static final int LISTED_GAPS = 100;

  /** Copies what it is given. */
  public Ledger {
    series = List.copyOf(series);
    channels = List.copyOf(channels);
    gaps = List.copyOf(gaps);
  }

  /**
   * What became of rows: {@code read = kept + repeated + conflicting + combined}.
   *
   * @param read data rows of the files
   * @param kept rows that are the first to fall on a step
   * @param repeated rows equal to another row of the same time in every channel
   * @param conflicting rows that differ from another row of the same time, merged by the rule for
   *     repeats
   * @param combined rows of another time within the same step, merged by the channels' rules
   */
  public record Rows(long read, long kept, long repeated, long conflicting, long combined) {

    /** No rows. */
    public static final Rows NONE = new Rows(0, 0, 0, 0, 0);

    /** The account of both. */
    public Rows plus(Rows other) {
      return new Rows(
          read + other.read,
          kept + other.kept,
          repeated + other.repeated,
          conflicting + other.conflicting,
          combined + other.combined);
    }
  }

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
   * @param missing cells of all rows read that held a missing marker
   * @param known steps with a known reading of this channel
   * @param filled steps that carry the last value on
   * @param unknown steps that stay unknown
   */
  public record ChannelAccount(
      String channel, long missing, long known, long filled, long unknown) {}

  /** A run of steps {@code [fromStep, toStep)} without a known reading. */
  public record Gap(String series, long fromStep, long toStep) {

    /** Number of steps. */
    public long steps() {
      return toStep - fromStep;
    }
  }
}
