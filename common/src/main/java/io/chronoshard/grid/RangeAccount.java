package io.chronoshard.grid;

import io.chronoshard.grid.Ledger.Rows;
import java.util.List;
import java.util.function.IntUnaryOperator;

/**
 * The account of one range of a history's steps.
 *
 * @param series rows and steps of each series in the range, in order
 * @param files rows of each file that has some in the range, by its place
 * @param channels what became of the values of each channel that is read
 * @param gapCount gaps that lie within the range
 * @param gaps the longest of them, at most {@link Ledger#LISTED_GAPS}
 * @param cutGaps gaps that reach the range's begin or end where their series goes on there
 * @param hash of the range's cells
 */
public record RangeAccount(
    List<SeriesShare> series,
    List<FileShare> files,
    List<ChannelShare> channels,
    long gapCount,
    List<GapShare> gaps,
    List<GapShare> cutGaps,
    CellHash hash) {

  /** Copies the lists. */
  public RangeAccount {
    series = List.copyOf(series);
    files = List.copyOf(files);
    channels = List.copyOf(channels);
    gaps = List.copyOf(gaps);
    cutGaps = List.copyOf(cutGaps);
  }

  /** The same account for a history in which series and files have other places. */
  RangeAccount moved(IntUnaryOperator seriesPlaces, IntUnaryOperator filePlaces) {
    return new RangeAccount(
        series.stream()
            .map(
                share ->
                    new SeriesShare(
                        seriesPlaces.applyAsInt(share.series()),
                        share.rows(),
                        share.steps(),
                        share.unknownSteps()))
            .toList(),
        files.stream()
            .map(share -> new FileShare(filePlaces.applyAsInt(share.file()), share.rows()))
            .toList(),
        channels,
        gapCount,
        gaps,
        cutGaps,
        hash);
  }

  /**
   * A series' part of a range.
   *
   * @param series its place in the history's sorted list
   * @param steps steps in the range
   * @param unknownSteps steps of which nothing is known after filling
   */
  public record SeriesShare(int series, Rows rows, long steps, long unknownSteps) {}

  /**
   * A gap, or as much of one as lies in a range: the steps {@code [fromStep, toStep)} of a series.
   */
  public record GapShare(String series, long fromStep, long toStep) {

    /** Number of steps. */
    long steps() {
      return toStep - fromStep;
    }
  }

  /**
   * A file's part of a range.
   *
   * @param file its place in the sorted list of files
   */
  public record FileShare(int file, Rows rows) {}

  /**
   * A channel's part of a range.
   *
   * @param merged values that became one with another value of their time
   * @param excluded values within exclusion intervals
   * @param counterStarts readings of a counter without another one shortly before
   * @param counterResets readings of a counter that has fallen
   * @param tooFast values that changed faster than the channel can
   * @param spikes values that stood out from those before them
   * @param stuck values that were read unchanged for too long
   * @param undirected values that directions of one time or step would have become, and that cancel
   *     each other
   * @param combined values that became one with another value of their step
   * @param known steps with a reading
   * @param filled steps that carry the last value on
   */
  public record ChannelShare(
      long merged,
      long excluded,
      long counterStarts,
      long counterResets,
      long tooFast,
      long spikes,
      long stuck,
      long undirected,
      long combined,
      long known,
      long filled) {

    ChannelShare plus(ChannelShare other) {
      return new ChannelShare(
          merged + other.merged,
          excluded + other.excluded,
          counterStarts + other.counterStarts,
          counterResets + other.counterResets,
          tooFast + other.tooFast,
          spikes + other.spikes,
          stuck + other.stuck,
          undirected + other.undirected,
          combined + other.combined,
          known + other.known,
          filled + other.filled);
    }
  }
}
