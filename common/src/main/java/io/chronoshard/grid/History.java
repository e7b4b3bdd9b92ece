package io.chronoshard.grid;

import io.chronoshard.config.TimeAxis;
import java.util.List;
import java.util.Map;

/**
 * What a history table holds; stored beside it.
 *
 * @param axis what its steps are
 * @param blockSteps steps of a block; block {@code n} owns the steps {@code [n · blockSteps, (n +
 *     1) · blockSteps)}
 * @param channels names, in the order of the table's columns
 * @param categories of each channel that holds texts, the texts, sorted; its values are their
 *     places
 * @param labels channels that tell what a forecaster cannot know, such as events; no inputs unless
 *     they are asked for
 * @param recordedTimes whether rows that count as steps carry the time that was written beside them
 * @param series extents, sorted by name
 * @param fingerprint hash of axis, channels and all cells, whatever files and order they came in
 *     and however long blocks are; empty where the cells are not known yet
 */
public record History(
    TimeAxis axis,
    int blockSteps,
    List<String> channels,
    Map<String, List<String>> categories,
    List<String> labels,
    RecordedTimes recordedTimes,
    List<SeriesExtent> series,
    String fingerprint) {

  /** Whether a table whose rows are its steps has a time beside each row. */
  public enum RecordedTimes {
    /** Steps have the time that follows from their number. */
    FROM_STEPS,
    /** Rows are steps; each has the time that was read with it. */
    READ,
    /** Rows are steps, and nothing says when they were read. */
    NONE
  }

  /**
   * The steps between a series' first and last reading.
   *
   * @param name the series
   * @param fromStep its first step
   * @param toStep the step after its last
   */
  public record SeriesExtent(String name, long fromStep, long toStep) {

    /** Number of steps, known or not. */
    public long steps() {
      return toStep - fromStep;
    }
  }

  /** The same history with some of its channels, in the order given. */
  public History withChannels(List<String> some) {
    return new History(
        axis, blockSteps, some, categories, labels, recordedTimes, series, fingerprint);
  }

  /** Copies what it is given. */
  public History {
    channels = List.copyOf(channels);
    categories = Map.copyOf(categories);
    labels = List.copyOf(labels);
    series = List.copyOf(series);
  }

  /**
   * The same history without a step and all behind it, whose cells are not known; series that begin
   * there are gone.
   */
  public History until(long step) {
    return withExtents(
        series.stream()
            .filter(one -> one.fromStep() < step)
            .map(one -> new SeriesExtent(one.name(), one.fromStep(), Math.min(one.toStep(), step)))
            .toList());
  }

  /**
   * The same history with series that end behind their last rows, whose cells are not known; series
   * without a row are gone.
   *
   * @param lastSteps of each series that has a row, the step of the last one
   */
  public History endingWith(Map<String, Long> lastSteps) {
    return withExtents(
        series.stream()
            .filter(one -> lastSteps.containsKey(one.name()))
            .map(
                one ->
                    new SeriesExtent(
                        one.name(), one.fromStep(), lastSteps.getOrDefault(one.name(), 0L) + 1))
            .toList());
  }

  /** The same with other extents, whose cells are not known. */
  private History withExtents(List<SeriesExtent> extents) {
    return new History(axis, blockSteps, channels, categories, labels, recordedTimes, extents, "");
  }

  /** A history of numbers alone, without events. */
  public History(
      TimeAxis axis,
      int blockSteps,
      List<String> channels,
      RecordedTimes recordedTimes,
      List<SeriesExtent> series,
      String fingerprint) {
    this(axis, blockSteps, channels, Map.of(), List.of(), recordedTimes, series, fingerprint);
  }

  /** The same history once its cells are known. */
  public History withFingerprint(String known) {
    return new History(
        axis, blockSteps, channels, categories, labels, recordedTimes, series, known);
  }

  /** The same axis and channels with other series, whose cells are not known. */
  History withSeries(List<SeriesExtent> others) {
    return new History(axis, blockSteps, channels, recordedTimes, others, "");
  }

  /** The place of a series in the sorted list; negative where it is not there. */
  int placeOf(String name) {
    int place = placeOrNext(name);
    return place < series.size() && series.get(place).name().equals(name) ? place : -1;
  }

  /** The place of a series in the sorted list, or of the first one behind where it would be. */
  int placeOrNext(String name) {
    int from = 0;
    int to = series.size();
    while (from < to) {
      int middle = (from + to) >>> 1;
      if (series.get(middle).name().compareTo(name) < 0) {
        from = middle + 1;
      } else {
        to = middle;
      }
    }
    return from;
  }

  /** The first step of any series. */
  public long fromStep() {
    return series.stream().mapToLong(SeriesExtent::fromStep).min().orElse(0);
  }

  /** The step after the last one of any series. */
  public long toStep() {
    return series.stream().mapToLong(SeriesExtent::toStep).max().orElse(0);
  }

  /** The extent of a series, which must be there. */
  public SeriesExtent extent(String name) {
    int low = 0;
    int high = series.size() - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      int order = series.get(middle).name().compareTo(name);
      if (order == 0) {
        return series.get(middle);
      }
      if (order < 0) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    throw new IllegalArgumentException("no series " + name);
  }
}
