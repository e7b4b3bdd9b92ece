package io.chronoshard.history;

import io.chronoshard.config.GridSettings.Index;
import io.chronoshard.config.HistorySettings;
import io.chronoshard.config.IntervalSettings;
import io.chronoshard.error.ConfigurationException;
import io.chronoshard.error.DataException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.hadoop.conf.Configuration;
import org.jspecify.annotations.Nullable;

/** Reads a file of intervals: CSV with a header, in the dialect of the history's files. */
public final class IntervalFile {

  private static final int NONE = -1;

  private final IntervalSettings settings;
  private final HistorySettings history;
  private final Index index;
  private final CsvLine cells;
  private final List<TimeFormat> times;

  private IntervalFile(IntervalSettings settings, HistorySettings history, Index index) {
    this.settings = settings;
    this.history = history;
    this.index = index;
    this.cells = new CsvLine(Dialect.ofTable(history), 0);
    this.times =
        history.time().patterns().stream()
            .map(pattern -> TimeFormat.of(pattern, history.time().zone()))
            .toList();
  }

  /**
   * An interval of a file.
   *
   * @param line where it stands
   * @param from milliseconds since 1970 in UTC, or a cycle
   * @param to the same, of its end
   * @param series the series it is of; empty for all
   * @param name the channel that it names; empty where it names none
   */
  public record Line(long line, long from, long to, String series, String name) {}

  /**
   * All intervals of a file; none where none is given.
   *
   * @throws ConfigurationException where a column is not there, or rows are counted
   * @throws DataException where a line is no interval
   */
  static List<Line> read(
      IntervalSettings settings, HistorySettings history, Index index, Configuration hadoop) {
    if (!settings.isGiven()) {
      return List.of();
    }
    if (index == Index.ROWS) {
      throw new ConfigurationException(
          String.format(
              Locale.ROOT,
              "%s.input = \"%s\": intervals of time have no place in a history that counts rows; set grid.index = time",
              settings.block(),
              settings.input()));
    }
    IntervalFile file = new IntervalFile(settings, history, index);
    try (TextFile text = TextFile.open(settings.input(), Dialect.ofTable(history), hadoop)) {
      return file.lines(text);
    }
  }

  private List<Line> lines(TextFile text) {
    String header = nextLine(text);
    List<String> columns = header == null ? List.of() : header(header);
    int from = column("from", settings.from(), columns);
    int to = column("to", settings.to(), columns);
    int series = column("series", settings.series(), columns);
    int name = column("name", settings.name(), columns);
    List<Line> lines = new ArrayList<>();
    String next;
    while ((next = nextLine(text)) != null) {
      if (cells.split(next) != columns.size()) {
        throw bad(text, "the line has not the " + columns.size() + " cells of the header");
      }
      Line line = new Line(text.line(), time(from, text), time(to, text), text(series), text(name));
      if (line.from >= line.to) {
        throw bad(
            text,
            String.format(
                Locale.ROOT,
                "the end \"%s\" is not after the begin \"%s\"",
                cells.text(to),
                cells.text(from)));
      }
      lines.add(line);
    }
    return lines;
  }

  private @Nullable String nextLine(TextFile text) {
    String line = text.next();
    while (line != null && cells.isLeftOut(line)) {
      line = text.next();
    }
    return line;
  }

  private List<String> header(String line) {
    List<String> columns = new ArrayList<>();
    int count = cells.split(line);
    for (int i = 0; i < count; i++) {
      columns.add(cells.text(i));
    }
    return columns;
  }

  private int column(String key, String name, List<String> columns) {
    if (name.isEmpty()) {
      return NONE;
    }
    int place = columns.indexOf(name);
    if (place < 0) {
      throw new ConfigurationException(
          String.format(
              Locale.ROOT,
              "%s names the column \"%s\" (%s), which is not in the header of %s; there are %s",
              settings.block(),
              name,
              key,
              settings.input(),
              columns));
    }
    return place;
  }

  private String text(int column) {
    return column == NONE ? "" : cells.text(column);
  }

  private long time(int column, TextFile text) {
    if (index == Index.CYCLES) {
      try {
        return Long.parseLong(cells.text(column));
      } catch (NumberFormatException e) {
        throw bad(text, "\"" + cells.text(column) + "\" is no whole number of cycles");
      }
    }
    for (TimeFormat format : times) {
      long millis = format.millis(cells.source(column), cells.from(column), cells.to(column));
      if (millis != TimeFormat.UNPARSABLE) {
        return millis;
      }
    }
    throw bad(
        text,
        String.format(
            Locale.ROOT,
            "\"%s\" is no time as history.time.pattern = %s describes it",
            cells.text(column),
            history.time().patterns()));
  }

  private DataException bad(TextFile text, String problem) {
    return new DataException(
        String.format(
            Locale.ROOT,
            "%s, line %d (%s.input): %s; mend the file",
            settings.input(),
            text.line(),
            settings.block(),
            problem));
  }
}
