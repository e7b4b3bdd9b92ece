package io.chronoshard.grid;

import io.chronoshard.clean.Intervals;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * When channels are not to be believed.
 *
 * @param channels intervals of each channel; empty where there are none at all
 */
record Exclusions(List<SeriesIntervals> channels) {

  /** No interval. */
  static final Exclusions NONE = new Exclusions(List.of());

  /** Copies the list. */
  Exclusions {
    channels = List.copyOf(channels);
  }

  /** Names of series that have intervals of their own. */
  Set<String> seriesNamed() {
    return channels.stream()
        .flatMap(channel -> channel.ofOne().keySet().stream())
        .collect(Collectors.toSet());
  }

  /** Those of a channel of a series. */
  Intervals of(String series, int channel) {
    return channels.isEmpty() ? Intervals.NONE : channels.get(channel).of(series);
  }

  /**
   * Intervals of time, of which some are of all series.
   *
   * @param ofAll those of all series
   * @param ofOne those of single series, by name
   */
  record SeriesIntervals(Intervals ofAll, Map<String, Intervals> ofOne) {

    /** Copies the map. */
    SeriesIntervals {
      ofOne = Map.copyOf(ofOne);
    }

    /** Those of a series. */
    Intervals of(String series) {
      Intervals own = ofOne.get(series);
      return own == null ? ofAll : ofAll.and(own);
    }
  }
}
