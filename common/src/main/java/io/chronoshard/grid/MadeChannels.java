package io.chronoshard.grid;

import io.chronoshard.grid.Exclusions.SeriesIntervals;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Channels that no file holds; they stand behind those that are read, in this order.
 *
 * @param indicators channels that are read, whose own readings are marked
 * @param labels channels of events
 * @param life how long series live on; null where nobody asks
 */
record MadeChannels(List<Integer> indicators, List<Label> labels, @Nullable Life life) {

  /** None at all. */
  static final MadeChannels NONE = new MadeChannels(List.of(), List.of(), null);

  /** Copies the lists. */
  MadeChannels {
    indicators = List.copyOf(indicators);
    labels = List.copyOf(labels);
  }

  /** A channel of events and when they are. */
  record Label(String channel, SeriesIntervals events) {}

  /**
   * A channel of the steps that a series has still to live.
   *
   * @param cap the largest value; 0 for no limit
   * @param behind steps behind each series' last one, in the natural order of their names; empty
   *     where lives end with the readings
   */
  record Life(String channel, long cap, List<Long> behind) {

    /** Copies the list. */
    Life {
      behind = List.copyOf(behind);
    }
  }

  /** Names of the channels that tell what a forecaster cannot know. */
  List<String> labelNames() {
    List<String> names = new ArrayList<>();
    labels.forEach(label -> names.add(label.channel));
    if (life != null) {
      names.add(life.channel);
    }
    return names;
  }
}
