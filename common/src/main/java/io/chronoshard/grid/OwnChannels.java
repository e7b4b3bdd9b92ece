package io.chronoshard.grid;

import io.chronoshard.clean.Intervals;
import io.chronoshard.grid.History.SeriesExtent;
import io.chronoshard.grid.MadeChannels.Life;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Fills in the channels that no file holds, series by series. */
final class OwnChannels {

  private final History history;
  private final MadeChannels made;
  private final int first;
  private final Intervals[] events;

  /** What remains of each series' life behind its last step, by its place; empty where nothing. */
  private final long[] behind;

  private long end;

  OwnChannels(History history, GridRules rules) {
    this.history = history;
    this.made = rules.made();
    this.first = rules.channels().size();
    this.events = new Intervals[made.labels().size()];
    this.behind = behind(history.series(), made);
  }

  private static long[] behind(List<SeriesExtent> series, MadeChannels made) {
    Life life = made.life();
    if (life == null || life.behind().isEmpty()) {
      return new long[0];
    }
    Comparator<String> natural = new NaturalOrder();
    List<Integer> sorted =
        IntStream.range(0, series.size())
            .boxed()
            .sorted(Comparator.comparing(place -> series.get(place).name(), natural))
            .toList();
    long[] behind = new long[series.size()];
    for (int i = 0; i < behind.length; i++) {
      behind[sorted.get(i)] = life.behind().get(i);
    }
    return behind;
  }

  /** Begins with a series. */
  void begin(int series) {
    SeriesExtent extent = history.series().get(series);
    for (int i = 0; i < events.length; i++) {
      events[i] = made.labels().get(i).events().of(extent.name());
    }
    end = extent.toStep() - 1 + (behind.length == 0 ? 0 : behind[series]);
  }

  /**
   * Fills in the values of a step.
   *
   * @param values of all channels; those that are read are there
   * @param readAt of each channel that is read, the last step that a reading of it fell on
   */
  void fill(float[] values, long step, long[] readAt) {
    int at = first;
    for (int channel : made.indicators()) {
      values[at] = readAt[channel] == step ? 1 : 0;
      at++;
    }
    for (Intervals event : events) {
      values[at] = meets(event, step) ? 1 : 0;
      at++;
    }
    Life life = made.life();
    if (life != null) {
      long left = end - step;
      values[at] = life.cap() > 0 ? Math.min(left, life.cap()) : left;
    }
  }

  private boolean meets(Intervals event, long step) {
    long stepMillis = history.axis().stepMillis();
    return switch (history.axis().kind()) {
      case CLOCK -> event.meets((step - 1) * stepMillis, step * stepMillis);
      case CYCLES, ROWS -> event.contains(step);
    };
  }
}
