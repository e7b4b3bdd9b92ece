package io.chronoshard.grid;

import io.chronoshard.error.DataException;
import io.chronoshard.history.HistoryFiles;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * Two readings of one time that know different values of one channel.
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
  public DataException failure(History history, HistoryFiles files) {
    String series = history.series().get(one.series()).name();
    return new DataException(
        String.format(
            Locale.ROOT,
            "series \"%s\" at %s: channel \"%s\" reads %s in %s, and %s in %s; mend the files, or set grid.repeats to mean, minimum, maximum, first or last",
            series,
            Instant.ofEpochMilli(one.time()),
            history.channels().get(channel),
            one.values()[channel],
            files.place(one.file(), series, one.time(), one.values()),
            other.values()[channel],
            files.place(other.file(), series, other.time(), other.values())));
  }
}
