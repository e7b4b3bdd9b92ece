package io.chronoshard.grid;

import io.chronoshard.error.DataException;
import io.chronoshard.history.HistoryFiles;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Two readings of one time that know different values of one channel. Of channels that are known
 * later or earlier than that one they say nothing.
 *
 * @param channel the channel's place in the history's list
 */
public record Conflict(Reading one, Reading other, int channel) {

  /** The one that comes first, by series and time. */
  public static Optional<Conflict> first(Optional<Conflict> a, Optional<Conflict> b) {
    if (a.isEmpty() || b.isEmpty()) {
      return a.isEmpty() ? b : a;
    }
    return a.get().one.compareTo(b.get().one) <= 0 ? a : b;
  }

  /** What to tell of it; the files are read once more to find the lines. */
  public DataException failure(GridPlan plan, HistoryFiles files) {
    History history = plan.history();
    // The parts of both are the same: each channel has one delay.
    long time = one.time() - plan.rules().delays().at(one.part());
    return new DataException(
        String.format(
            Locale.ROOT,
            "series \"%s\" at %s: channel \"%s\" reads %s in %s, and %s in %s; mend the files, or set grid.repeats to mean, minimum, maximum, first or last",
            history.series().get(one.series()).name(),
            history.axis().hasClock() ? Instant.ofEpochMilli(time) : "cycle " + time,
            history.channels().get(channel),
            value(one, plan),
            place(one, time, history, files),
            value(other, plan),
            place(other, time, history, files)));
  }

  private String value(Reading reading, GridPlan plan) {
    String text = texts(reading, plan.history()).get(channel);
    ChannelGrid rules = plan.rules().channels().get(channel);
    return text != null
        ? "\"" + text + "\""
        : rules.lowColumn() == ChannelGrid.NONE
            ? String.valueOf(reading.values()[channel])
            : String.valueOf(rules.value(reading.values(), channel));
  }

  private static String place(Reading reading, long time, History history, HistoryFiles files) {
    return files
        .lines()
        .place(
            reading.file(),
            history.series().get(reading.series()).name(),
            time,
            reading.values(),
            texts(reading, history));
  }

  /** What a reading knows of the channels of categories, by their places. */
  private static Map<Integer, String> texts(Reading reading, History history) {
    Map<Integer, String> texts = new HashMap<>();
    history
        .categories()
        .forEach(
            (name, sorted) -> {
              int place = history.channels().indexOf(name);
              float code = reading.values()[place];
              if (!Float.isNaN(code)) {
                texts.put(place, sorted.get((int) code));
              }
            });
    return texts;
  }
}
