package io.chronoshard.history;

import io.chronoshard.config.ChannelRule;
import io.chronoshard.config.GridSettings;
import io.chronoshard.config.HistorySettings;
import io.chronoshard.config.IntervalSettings;
import io.chronoshard.config.TimeAxis.Kind;
import io.chronoshard.error.ConfigurationException;
import io.chronoshard.error.DataException;
import io.chronoshard.history.FileLayouts.Keys;
import io.chronoshard.history.HeaderReader.Header;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;

/** The files of a history, with their headers read: which channels there are, and where. */
public final class HistoryFiles {

  private final List<InputFile> files;
  private final long[] rowsFrom;
  private final List<String> channels;
  private final RowFormat format;
  private final Configuration hadoop;

  private HistoryFiles(
      FileLayouts layouts, List<String> channels, RowFormat format, Configuration hadoop) {
    this.files = List.copyOf(layouts.files());
    this.rowsFrom = IntStream.range(0, files.size()).mapToLong(layouts::rowsFrom).toArray();
    this.channels = List.copyOf(channels);
    this.format = format;
    this.hadoop = hadoop;
  }

  /** Names of what a table holds, from whoever can read it. */
  public interface TableColumns {

    /** All columns of a file. */
    List<String> of(InputFile file);

    /**
     * What {@link ChannelNames} finds in all rows; asked for where rows name their channels.
     *
     * @param files whose channels are not known yet
     */
    List<String> channelNames(HistoryFiles files);
  }

  /** Looks for the names of channels in rows of text. */
  public interface NameSearch {

    /**
     * What {@link ChannelNames} finds in all rows.
     *
     * @param files whose channels are not known yet
     */
    List<String> channelNames(HistoryFiles files);
  }

  /**
   * Lists the files, without opening them.
   *
   * @throws ConfigurationException where none are named
   * @throws DataException where a name leads to nothing
   */
  public static List<InputFile> list(HistorySettings settings, Configuration hadoop) {
    return InputFiles.list("history.input", settings.input(), hadoop);
  }

  /**
   * The files beside those of the history: attributes, exclusions, labels, what remains of lives.
   *
   * @throws DataException where one is not there
   */
  public static List<InputFile> sides(HistorySettings settings, Configuration hadoop) {
    List<InputFile> sides = new ArrayList<>();
    Map<String, String> named = new LinkedHashMap<>();
    named.put("history.series.attributes.input", settings.series().attributes().input());
    named.put("history.exclusions.input", settings.exclusions().input());
    named.put("history.labels.input", settings.labels().intervals().input());
    named.put("history.remaining-life.input", settings.remainingLife().input());
    named.forEach(
        (key, input) -> {
          if (!input.isEmpty()) {
            sides.addAll(InputFiles.list(key, List.of(input), hadoop));
          }
        });
    return sides;
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
   * Reads the headers of text files, and all rows for the names of channels where only these have
   * them. Columns may stand in another order in each file.
   *
   * @throws ConfigurationException where a column is not there
   * @throws DataException where no file holds anything, or there are too many channels
   */
  public static HistoryFiles open(
      List<InputFile> files,
      HistorySettings settings,
      GridSettings.Index index,
      Configuration hadoop) {
    return open(
        files,
        settings,
        index,
        opened ->
            ChannelNames.of(
                opened.pieces(Long.MAX_VALUE).iterator(), opened.format, opened::path, hadoop),
        hadoop);
  }

  /** Reads the headers of text files, and leaves it to others to look for names in all rows. */
  public static HistoryFiles open(
      List<InputFile> files,
      HistorySettings settings,
      GridSettings.Index index,
      NameSearch names,
      Configuration hadoop) {
    HeaderReader headers = new HeaderReader(Dialect.of(settings), hadoop);
    checkSettings(settings, index);
    FileLayouts layouts =
        FileLayouts.of(files, settings, Keys.OF_HISTORY, file -> headers.read(file.path()));
    return open(layouts, settings, index, names, hadoop);
  }

  /** Knows the files of tables by what their reader tells of them. */
  public static HistoryFiles open(
      List<InputFile> files,
      HistorySettings settings,
      GridSettings.Index index,
      TableColumns columns,
      Configuration hadoop) {
    checkSettings(settings, index);
    FileLayouts layouts =
        FileLayouts.of(files, settings, Keys.OF_HISTORY, file -> new Header(columns.of(file), 0));
    return open(layouts, settings, index, columns::channelNames, hadoop);
  }

  private static HistoryFiles open(
      FileLayouts layouts,
      HistorySettings settings,
      GridSettings.Index index,
      NameSearch search,
      Configuration hadoop) {
    LongChannels rows = LongChannels.NONE;
    List<String> channels = new ArrayList<>(layouts.channels());
    if (!settings.longRows().channel().isEmpty()) {
      List<String> names =
          settings.areChannelsSought()
              ? search.channelNames(
                  of(
                      layouts,
                      settings,
                      List.of(),
                      LongChannels.NONE,
                      Attributes.NONE,
                      index,
                      hadoop))
              : List.of();
      checkNames(settings, names);
      rows = LongChannels.of(settings, names);
      channels.addAll(rows.channels());
    }
    checkChannels(channels);
    if (settings.series().attributes().input().isEmpty()) {
      return of(layouts, settings, channels, rows, Attributes.NONE, index, hadoop);
    }
    AttributeTable attributes = AttributeTable.open(settings, hadoop);
    int inFiles = channels.size();
    channels.addAll(attributes.channels());
    checkChannels(channels);
    List<ChannelRule> rules = ChannelRules.of(settings.rules(), channels);
    List<CellRule> cells = cellRules(rules.subList(inFiles, channels.size()), settings);
    for (int i = 0; i < cells.size(); i++) {
      if (cells.get(i).kind() == CellRule.Kind.COUNTER) {
        throw new ConfigurationException(
            String.format(
                Locale.ROOT,
                "history.rules: the channel \"%s\" is an attribute of series, and cannot be a counter; leave it out of the rule",
                channels.get(inFiles + i)));
      }
    }
    return of(layouts, settings, channels, rows, attributes.read(cells), index, hadoop);
  }

  /**
   * Files whose channels are known.
   *
   * @param channels those of attributes behind the others
   */
  static HistoryFiles of(
      FileLayouts layouts,
      HistorySettings settings,
      List<String> channels,
      LongChannels longChannels,
      Attributes attributes,
      GridSettings.Index index,
      Configuration hadoop) {
    return of(
        layouts,
        settings,
        channels,
        cellRules(ChannelRules.of(settings.rules(), channels), settings),
        longChannels,
        attributes,
        index,
        hadoop);
  }

  /** Files the cells of whose channels are read as other rules say. */
  static HistoryFiles of(
      FileLayouts layouts,
      HistorySettings settings,
      List<String> channels,
      List<CellRule> cells,
      LongChannels longChannels,
      Attributes attributes,
      GridSettings.Index index,
      Configuration hadoop) {
    RowFormat format =
        new RowFormat(
            Dialect.of(settings),
            new TimeRule(
                index == GridSettings.Index.CYCLES ? Kind.CYCLES : Kind.CLOCK,
                settings.time().patterns(),
                settings.time().zone().getId()),
            settings.series().name(),
            cells,
            longChannels.places(),
            attributes,
            layouts.layouts(),
            layouts.fileLayouts());
    return new HistoryFiles(layouts, channels, format, hadoop);
  }

  private static List<CellRule> cellRules(List<ChannelRule> rules, HistorySettings settings) {
    return rules.stream().map(rule -> CellRule.of(rule, settings.missing())).toList();
  }

  private static void checkSettings(HistorySettings settings, GridSettings.Index index) {
    if (index != GridSettings.Index.ROWS && settings.time().columns().isEmpty()) {
      throw new ConfigurationException(
          String.format(
              Locale.ROOT,
              "history.time.column = \"\": a grid on %s needs the column that holds %s; name it, or set grid.index = rows",
              index == GridSettings.Index.TIME ? "clock time" : "cycles",
              index == GridSettings.Index.TIME ? "the time" : "them"));
    }
    if (index == GridSettings.Index.CYCLES && settings.time().columns().size() > 1) {
      throw new ConfigurationException(
          String.format(
              Locale.ROOT,
              "history.time.column = %s: a cycle is counted by one column; name that one",
              settings.time().columns()));
    }
    // Checks the patterns before anything is read.
    for (String pattern : settings.time().patterns()) {
      TimeFormat.of(pattern, settings.time().zone());
    }
  }

  private static void checkNames(HistorySettings settings, List<String> names) {
    if (names.size() > ChannelNames.MOST) {
      throw new DataException(
          String.format(
              Locale.ROOT,
              "history.long.channel = \"%s\": the column holds more than %d different names, such as %s, and each would be a channel; name the column of the channels' names, or the channels to read in history.channels",
              settings.longRows().channel(),
              ChannelNames.MOST,
              names.subList(0, 3)));
    }
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
                "history.channels names \"%s\" twice; a channel is read once, and columns of one name are told apart by history.rename",
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

  /** Places of the channels that are categories. */
  public List<Integer> categories() {
    return places(CellRule.Kind.CATEGORY);
  }

  private List<Integer> places(CellRule.Kind kind) {
    return IntStream.range(0, channels.size())
        .filter(channel -> format.rules().get(channel).kind() == kind)
        .boxed()
        .toList();
  }

  /** How many of the last channels are attributes of series: constant within each. */
  public int attributes() {
    return format.attributes().width();
  }

  /** How their rows are read. */
  public RowFormat format() {
    return format;
  }

  /**
   * All text files in pieces, each file's in their order.
   *
   * @param bytes of a piece, where a file can be cut
   */
  public List<Piece> pieces(long bytes) {
    List<Piece> pieces = new ArrayList<>();
    for (int file = 0; file < files.size(); file++) {
      long length = files.get(file).length();
      if (length <= bytes || TextFile.isWhole(path(file), format.dialect(), hadoop)) {
        pieces.add(Piece.whole(file));
        continue;
      }
      long from = 0;
      while (from < length) {
        long to = Math.max(from + bytes, from == 0 ? rowsFrom[file] : 0);
        boolean isLast = to >= length;
        pieces.add(new Piece(file, from, isLast ? Long.MAX_VALUE : to));
        from = to;
      }
    }
    return pieces;
  }

  /** All rows of a text file, in plain Java. */
  public Iterator<Readings> read(int file) {
    return read(List.of(Piece.whole(file)));
  }

  /** The rows of pieces of text files, in plain Java. */
  public Iterator<Readings> read(List<Piece> pieces) {
    return new PieceReadings(pieces.iterator(), format, this::path, hadoop);
  }

  /** What to tell of a file that cannot be read to its end. */
  public DataException failure(BadRow damage) {
    String path = path(damage.file());
    return new DataException(
        damage.problem().startsWith(path)
            ? damage.problem()
            : path + ": the file is damaged or cut off (" + damage.problem() + "); bring it again");
  }

  /** What to tell of rows that cannot be read. */
  public DataException failure(BadRows bad) {
    return new DataException(
        unreadable(bad).get(0).told()
            + (bad.count() == 1
                ? ""
                : String.format(
                    Locale.ROOT, "; it is the first of %d rows that cannot be read", bad.count())));
  }

  /** The intervals of a file that is configured beside the history's. */
  public List<IntervalFile.Line> intervals(
      IntervalSettings intervals, HistorySettings settings, GridSettings.Index index) {
    return IntervalFile.read(intervals, settings, index, hadoop);
  }

  /** The numbers of a file of lives; none where there is no file. */
  public List<Long> lives(HistorySettings settings) {
    String file = settings.remainingLife().input();
    return file.isEmpty() ? List.of() : LifeFile.read(file, settings, hadoop);
  }

  /** The first rows that cannot be read; text files are read once more to find the lines. */
  public List<UnreadableRow> unreadable(BadRows bad) {
    if (format.dialect().text() == Dialect.Text.NONE) {
      return bad.first().stream()
          .map(row -> UnreadableRow.ofTable(path(row.file()), row.position(), row.problem()))
          .toList();
    }
    Map<Integer, Integer> wanted = new TreeMap<>();
    bad.first().forEach(row -> wanted.merge(row.file(), 1, Integer::sum));
    List<UnreadableRow> rows = new ArrayList<>();
    wanted.forEach((file, count) -> addUnreadable(file, count, rows));
    return rows;
  }

  private void addUnreadable(int file, int count, List<UnreadableRow> rows) {
    ReadingsBuilder builder = new ReadingsBuilder(format);
    int all = rows.size() + count;
    builder.begin(Piece.whole(file));
    try (TextFile text = TextFile.open(path(file), format.dialect(), hadoop)) {
      String line;
      while (rows.size() < all && (line = text.next()) != null) {
        if (text.isTooLong()) {
          builder.refuse(TextFile.tooLong());
        } else {
          builder.add(line);
        }
        if (builder.badRows() > 0) {
          rows.add(
              new UnreadableRow(
                  path(file), "line " + text.line(), RowParser.shown(line), builder.problem()));
        }
        var unused = builder.build();
      }
    }
  }

  /**
   * A file and the line in it that holds a row of a series and time.
   *
   * @param row values that the row must have; NaN where it may have any
   * @param texts those of categories, by the places of their channels
   */
  public String place(int file, String series, long time, float[] row, Map<Integer, String> texts) {
    if (format.dialect().text() == Dialect.Text.NONE) {
      return path(file);
    }
    ReadingsBuilder builder = new ReadingsBuilder(format);
    builder.begin(Piece.whole(file));
    try (TextFile text = TextFile.open(path(file), format.dialect(), hadoop)) {
      String line;
      while ((line = text.next()) != null) {
        if (!text.isTooLong()) {
          builder.add(line);
        }
        Readings read = builder.build();
        if (read.rows() == 1
            && read.times()[0] == time
            && read.seriesNames().get(0).equals(series)
            && isSame(read, row, texts)) {
          return path(file) + ", line " + text.line();
        }
      }
    }
    return path(file);
  }

  /** Numbers of categories mean something else in each batch. */
  private static boolean isSame(Readings read, float[] row, Map<Integer, String> texts) {
    for (int i = 0; i < row.length; i++) {
      float value = read.values()[i];
      List<String> ofBatch = read.categories().get(i);
      boolean isSame =
          (ofBatch == null || Float.isNaN(value))
              ? Float.compare(value, row[i]) == 0
              : ofBatch.get((int) value).equals(texts.get(i));
      if (!isSame && !Float.isNaN(row[i])) {
        return false;
      }
    }
    return true;
  }

  private String path(int file) {
    return files.get(file).path();
  }
}
