package io.chronoshard.history;

import io.chronoshard.config.GridSettings;
import io.chronoshard.config.HistorySettings;
import io.chronoshard.error.ConfigurationException;
import io.chronoshard.error.DataException;
import io.chronoshard.history.RowFormat.FirstLine;
import io.chronoshard.history.RowParser.Outcome;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.hadoop.conf.Configuration;
import org.jspecify.annotations.Nullable;

/** The files of a history, with their headers read: which channels there are, and where. */
public final class HistoryFiles {

  private final List<InputFile> files;
  private final List<String> channels;
  private final RowFormat format;
  private final Configuration hadoop;

  private HistoryFiles(
      List<InputFile> files, List<String> channels, RowFormat format, Configuration hadoop) {
    this.files = List.copyOf(files);
    this.channels = List.copyOf(channels);
    this.format = format;
    this.hadoop = hadoop;
  }

  /**
   * Lists the files, without opening them.
   *
   * @throws ConfigurationException where none are named
   * @throws DataException where a name leads to nothing
   */
  public static List<InputFile> list(HistorySettings settings, Configuration hadoop) {
    return InputFiles.list(settings.input(), hadoop);
  }

  /**
   * Sees to it that files are still as they were listed.
   *
   * @param failure what went wrong while they were read
   * @throws DataException where one has changed or is gone, because of that failure if there is one
   */
  public static void requireUnchanged(
      List<InputFile> files, Configuration hadoop, Optional<Exception> failure) {
    InputFiles.requireUnchanged(files, hadoop, failure);
  }

  /**
   * Reads the files' headers. Columns may stand in another order in each file.
   *
   * @throws ConfigurationException where a column is not there
   * @throws DataException where no file holds anything
   */
  public static HistoryFiles open(
      List<InputFile> files,
      HistorySettings settings,
      GridSettings.Index index,
      Configuration hadoop) {
    checkSettings(settings, index);
    HeaderReader headers = new HeaderReader(settings, hadoop);
    List<InputFile> filled = new ArrayList<>();
    List<RowLayout> layouts = new ArrayList<>();
    List<Integer> layoutOfFile = new ArrayList<>();
    List<String> channels = settings.channels();
    for (InputFile file : files) {
      List<String> columns = headers.columns(file.path());
      if (columns.isEmpty()) {
        continue;
      }
      if (channels.isEmpty()) {
        channels = RowLayout.channels(columns, settings, file.path());
      }
      int known = knownLayout(layouts, columns);
      if (known < 0) {
        known = layouts.size();
        layouts.add(layout(columns, settings, channels, file.path()));
      }
      filled.add(file);
      layoutOfFile.add(known);
    }
    if (filled.isEmpty()) {
      throw nothingIn(files);
    }
    checkChannels(channels);
    RowFormat format =
        new RowFormat(
            settings.csv().separator().charAt(0),
            settings.csv().quote(),
            settings.csv().charset().name(),
            settings.csv().header() ? FirstLine.HEADER : FirstLine.ROW,
            settings.time().pattern(),
            settings.time().zone().getId(),
            settings.missing(),
            settings.series().name(),
            layouts,
            layoutOfFile.stream().mapToInt(Integer::intValue).toArray());
    return new HistoryFiles(filled, channels, format, hadoop);
  }

  private static void checkSettings(HistorySettings settings, GridSettings.Index index) {
    if (index == GridSettings.Index.TIME && settings.time().column().isEmpty()) {
      throw new ConfigurationException(
          "history.time.column = \"\": a grid on clock time needs the column that holds the time; name it, or set grid.index = rows");
    }
    Charset charset = settings.csv().charset();
    if (!charset.canEncode() || !new String(new byte[] {'\n', ','}, charset).equals("\n,")) {
      throw new ConfigurationException(
          String.format(
              Locale.ROOT,
              "history.csv.charset = \"%s\" writes a line's end in more than one byte, which cannot be read; convert the files to UTF-8",
              charset.name()));
    }
    // Checks the pattern before anything is read.
    TimeFormat.of(settings.time().pattern(), settings.time().zone());
  }

  private static int knownLayout(List<RowLayout> layouts, List<String> columns) {
    for (int i = 0; i < layouts.size(); i++) {
      if (layouts.get(i).columns().equals(columns)) {
        return i;
      }
    }
    return -1;
  }

  private static RowLayout layout(
      List<String> columns, HistorySettings settings, List<String> channels, String file) {
    RowLayout layout = RowLayout.of(columns, settings, channels, file);
    if (settings.channels().isEmpty()) {
      List<String> others = RowLayout.channels(columns, settings, file);
      others.removeAll(channels);
      if (!others.isEmpty()) {
        throw new ConfigurationException(
            String.format(
                Locale.ROOT,
                "history.channels = []: %s has columns that the files before it have not, %s; name the channels to read",
                file,
                others));
      }
    }
    return layout;
  }

  private static void checkChannels(List<String> channels) {
    if (channels.isEmpty()) {
      throw new ConfigurationException(
          "history.channels = []: the files have no column that is neither time nor series, so there is nothing to read");
    }
    Set<String> seen = new HashSet<>();
    for (String channel : channels) {
      if (!seen.add(channel)) {
        throw new ConfigurationException(
            String.format(
                Locale.ROOT,
                "history.channels names \"%s\" twice; a channel is read once",
                channel));
      }
    }
  }

  /** For a history without a single row. */
  public static DataException nothingIn(List<InputFile> files) {
    List<String> paths = files.stream().map(InputFile::path).toList();
    return new DataException(
        String.format(
            Locale.ROOT,
            "there is no reading in %s%s; bring files with rows, or name others in history.input",
            String.join(", ", paths.subList(0, Math.min(5, paths.size()))),
            paths.size() > 5 ? " and " + (paths.size() - 5) + " more files" : ""));
  }

  /** The files that hold anything, sorted by path. */
  public List<InputFile> files() {
    return files;
  }

  /** Names of the channels, in the history's order. */
  public List<String> channels() {
    return channels;
  }

  /** How their rows are read. */
  public RowFormat format() {
    return format;
  }

  /** All rows of a file, in plain Java. */
  public Iterator<Readings> read(int file) {
    return new FileReadings(file, TextFile.open(path(file), format.characters(), hadoop), format);
  }

  /**
   * What to tell of a row that cannot be read: the file is read once more to find the line.
   *
   * @param badRows how many there are
   */
  public DataException failure(BadRow bad, long badRows) {
    String others =
        badRows == 1
            ? ""
            : String.format(
                Locale.ROOT, "; it is the first of %d rows that cannot be read", badRows);
    RowParser parser = new RowParser(format, format.layout(bad.file()));
    float[] values = new float[format.channels()];
    OptionalLong line = line(bad.file(), text -> parser.parse(text, values, 0) == Outcome.BAD);
    return new DataException(
        path(bad.file())
            + (line.isPresent() ? ", line " + line.getAsLong() + ": " : ": ")
            + (line.isPresent() ? parser.problem() : bad.problem())
            + others);
  }

  /** A file and the line in it that holds a row of that series, time and values. */
  public String place(int file, String series, long time, float[] row) {
    RowParser parser = new RowParser(format, format.layout(file));
    float[] values = new float[format.channels()];
    OptionalLong line =
        line(
            file,
            text ->
                parser.parse(text, values, 0) == Outcome.ROW
                    && parser.time() == time
                    && parser.series().equals(series)
                    && java.util.Arrays.equals(values, row));
    return path(file) + (line.isPresent() ? ", line " + line.getAsLong() : "");
  }

  private OptionalLong line(int file, Predicate<String> wanted) {
    CsvLine blank = new CsvLine(format.separator(), format.quote());
    boolean headerAhead = format.firstLine() == FirstLine.HEADER;
    try (TextFile text = TextFile.open(path(file), format.characters(), hadoop)) {
      String line;
      while ((line = text.next()) != null) {
        if (headerAhead) {
          headerAhead = blank.isBlank(line);
        } else if (wanted.test(line)) {
          return OptionalLong.of(text.line());
        }
      }
    }
    return OptionalLong.empty();
  }

  private String path(int file) {
    return files.get(file).path();
  }

  /** The rows of a whole file, as one piece. */
  private static final class FileReadings implements Iterator<Readings> {

    private final TextFile text;
    private final ReadingsBuilder builder;
    private @Nullable Readings next;

    FileReadings(int file, TextFile text, RowFormat format) {
      this.text = text;
      this.builder = new ReadingsBuilder(format);
      builder.begin(file, 0);
    }

    @Override
    public boolean hasNext() {
      if (next == null) {
        String line;
        while (!builder.isFull() && (line = text.next()) != null) {
          builder.add(line);
        }
        if (builder.isEmpty()) {
          text.close();
          return false;
        }
        next = builder.build();
      }
      return true;
    }

    @Override
    public Readings next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      Readings current = next;
      next = null;
      if (current == null) {
        throw new NoSuchElementException();
      }
      return current;
    }
  }
}
