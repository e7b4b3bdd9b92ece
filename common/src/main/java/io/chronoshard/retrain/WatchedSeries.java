package io.chronoshard.retrain;

import io.chronoshard.grid.History.SeriesExtent;
import java.util.Optional;

/**
 * A series of the history, and what was seen of it.
 *
 * @param extent its steps
 * @param facts nothing where it has no row in the range
 * @param range the steps that are looked at
 */
record WatchedSeries(SeriesExtent extent, Optional<SeriesFacts> facts, QualityRange range) {

  /** Steps at the history's end of which it has none. */
  long silent() {
    return range.to() - extent.toStep();
  }

  /** Whether it has ended where the history does. */
  boolean hasEnded() {
    return hasEndedBy(range.to());
  }

  /** Whether it gave nothing for a stretch, and for more than twice as long as ever before. */
  boolean hasEndedBy(long step) {
    long silent = step - extent.toStep();
    return silent >= range.stretchSteps()
        && silent > 2 * facts.map(SeriesFacts::silentBefore).orElse(0L);
  }

  /**
   * Its steps of {@code [from, to)}; where it has not ended, those at the history's end are unknown
   * ones.
   */
  long steps(long from, long to) {
    long until = hasEnded() ? Math.min(to, extent.toStep()) : to;
    return Math.max(0, until - Math.max(from, extent.fromStep()));
  }

  /** What is known of the channel at a place of the range's list. */
  ChannelFacts channel(int place) {
    return facts.map(seen -> seen.channels().get(place)).orElse(ChannelFacts.NONE);
  }
}
