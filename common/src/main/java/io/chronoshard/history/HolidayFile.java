package io.chronoshard.history;

import io.chronoshard.config.HistorySettings;
import io.chronoshard.config.HolidaySettings;
import io.chronoshard.error.ConfigurationException;
import io.chronoshard.error.DataException;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.conf.Configuration;
import org.jspecify.annotations.Nullable;

/** Reads a file of holidays: CSV with a header, in the dialect of the history's files. */
public final class HolidayFile {

  private static final String INPUT = "features.holidays.input";

  private final HolidaySettings settings;
  private final String path;
  private final CsvLine cells;
  private final TimeFormat dates;

  private HolidayFile(HolidaySettings settings, String path, Dialect dialect) {
    this.settings = settings;
    this.path = path;
    this.cells = new CsvLine(dialect, 0);
    this.dates = TimeFormat.of("features.holidays.pattern", settings.pattern(), ZoneOffset.UTC);
  }

  /**
   * The days since 1970-01-01 of a file, or of several; none where no file is given.
   *
   * @param history whose dialect the file has
   * @throws ConfigurationException where the column is not there
   * @throws DataException where there is no such file, a line holds no date, or there is no line
   */
  public static List<Long> read(
      HolidaySettings settings, HistorySettings history, Configuration hadoop) {
    if (!settings.isGiven()) {
      return List.of();
    }
    Dialect dialect = Dialect.ofTable(history);
    List<Long> days = new ArrayList<>();
    for (InputFile file : InputFiles.list(INPUT, List.of(settings.input()), hadoop)) {
      try (TextFile text = TextFile.open(file.path(), dialect, hadoop)) {
        days.addAll(new HolidayFile(settings, file.path(), dialect).days(text));
      }
    }
    if (days.isEmpty()) {
      throw new DataException(
          String.format(
              Locale.ROOT,
              "%s = %s holds no date; bring a file that does",
              INPUT,
              settings.input()));
    }
    return days;
  }

  private List<Long> days(TextFile text) {
    String header = nextLine(text);
    int count = header == null ? 0 : cells.split(header);
    int column = column(count);
    List<Long> days = new ArrayList<>();
    String next;
    while ((next = nextLine(text)) != null) {
      if (cells.split(next) != count) {
        throw bad(text, "the line has not the " + count + " cells of the header");
      }
      days.add(day(column, text));
    }
    return days;
  }

  private @Nullable String nextLine(TextFile text) {
    String line = text.next();
    while (line != null && cells.isLeftOut(line)) {
      line = text.next();
    }
    return line;
  }

  private int column(int count) {
    List<String> columns = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      columns.add(cells.text(i));
    }
    int place = columns.indexOf(settings.column());
    if (place < 0) {
      throw new ConfigurationException(
          String.format(
              Locale.ROOT,
              "features.holidays.column = \"%s\" is not in the header of %s; there are %s",
              settings.column(),
              path,
              columns));
    }
    return place;
  }

  private long day(int column, TextFile text) {
    long millis = dates.millis(cells.source(column), cells.from(column), cells.to(column));
    if (millis == TimeFormat.UNPARSABLE) {
      throw bad(
          text,
          String.format(
              Locale.ROOT,
              "\"%s\" is no date as features.holidays.pattern = %s describes it",
              cells.text(column),
              settings.pattern()));
    }
    return Math.floorDiv(millis, TimeUnit.DAYS.toMillis(1));
  }

  private DataException bad(TextFile text, String problem) {
    return new DataException(
        String.format(
            Locale.ROOT, "%s, line %d (%s): %s; mend the file", path, text.line(), INPUT, problem));
  }
}
