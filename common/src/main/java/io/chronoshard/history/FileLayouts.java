package io.chronoshard.history;

import io.chronoshard.config.HistorySettings;
import io.chronoshard.config.Nearest;
import io.chronoshard.error.ConfigurationException;
import io.chronoshard.error.DataException;
import io.chronoshard.history.HeaderReader.Header;
import io.chronoshard.history.RowLayout.Others;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Finds out, file by file, where rows hold what is read. */
final class FileLayouts {

  private final HistorySettings settings;
  private final Keys keys;
  private final Pattern seriesOfFile;
  private final List<String> named;
  private final List<InputFile> files = new ArrayList<>();
  private final List<Long> rowsFrom = new ArrayList<>();
  private final List<FileLayout> fileLayouts = new ArrayList<>();
  private final List<RowLayout> layouts = new ArrayList<>();
  private final Map<List<String>, Integer> known = new HashMap<>();
  private final Set<String> renamed = new HashSet<>();
  private final Set<String> found = new HashSet<>();
  private List<String> channels;

  /** What names columns, for messages. */
  record Keys(String channels, String series, String elsewhere) {

    static final Keys OF_HISTORY =
        new Keys("history.channels", "history.series.column", " or by its place in history.rename");
    static final Keys OF_ATTRIBUTES =
        new Keys("history.series.attributes.columns", "history.series.attributes.key", "");
  }

  /** Tells what files begin with. */
  interface Headers {

    /** The header of a file. */
    Header of(InputFile file);

    /**
     * Looks further into a file whose header is not what it should be.
     *
     * @throws DataException where the file is damaged
     */
    void requireUndamaged(InputFile file);
  }

  private FileLayouts(HistorySettings settings, Keys keys) {
    this.settings = settings;
    this.keys = keys;
    this.seriesOfFile = Pattern.compile(settings.series().file());
    this.named = isLong() ? List.of() : settings.channels();
    this.channels = named;
  }

  /**
   * The layouts of files, of which those that hold nothing are left out.
   *
   * @throws ConfigurationException where a column is not there
   * @throws DataException where no file holds anything, or one is damaged
   */
  static FileLayouts of(
      List<InputFile> files, HistorySettings settings, Keys keys, Headers headers) {
    FileLayouts layouts = new FileLayouts(settings, keys);
    for (InputFile file : files) {
      Header header = headers.of(file);
      try {
        if (!header.columns().isEmpty()) {
          layouts.add(file, header);
        }
      } catch (ConfigurationException unexpected) {
        headers.requireUndamaged(file);
        throw unexpected;
      }
    }
    if (layouts.files.isEmpty()) {
      throw HistoryFiles.nothingIn(files);
    }
    layouts.checkFound();
    return layouts;
  }

  private void add(InputFile file, Header header) {
    Folders folders = Folders.of(file.path());
    List<String> columns = new ArrayList<>(header.columns());
    int inFile = columns.size();
    columns.addAll(folders.names());
    rename(columns);
    if (channels.isEmpty() && !isLong()) {
      channels = others(columns, inFile, file.path());
    } else if (files.isEmpty()) {
      // A place becomes a name as the first file has it.
      channels = channels.stream().map(name -> nameOf(name, columns)).toList();
    }
    List<String> key = new ArrayList<>(columns);
    key.add(String.valueOf(inFile));
    Integer layout = known.get(key);
    if (layout == null) {
      layout = layouts.size();
      known.put(key, layout);
      layouts.add(layout(columns, inFile, file.path()));
    }
    files.add(file);
    rowsFrom.add(header.to());
    fileLayouts.add(new FileLayout(layout, folders.values(), seriesOf(file)));
  }

  private void rename(List<String> columns) {
    List<String> written = List.copyOf(columns);
    settings
        .rename()
        .forEach(
            (name, wanted) -> {
              int place = ColumnNames.find(name, written);
              if (place >= 0) {
                columns.set(place, wanted);
                renamed.add(name);
              } else {
                found.addAll(written);
              }
            });
  }

  private void checkFound() {
    for (String name : settings.rename().keySet()) {
      if (!renamed.contains(name)) {
        throw new ConfigurationException(
            String.format(
                Locale.ROOT,
                "history.rename names \"%s\", which is no column of any file; there are %s",
                name,
                Nearest.first(name, new TreeSet<>(found))));
      }
    }
    if (settings.isText() && !settings.isCsv()) {
      for (int i = 0; i < named.size(); i++) {
        checkIsAnywhere(i);
      }
    }
  }

  /** Any object of JSON may lack a field, but not the begins of all files. */
  private void checkIsAnywhere(int channel) {
    Set<String> all = new TreeSet<>();
    for (RowLayout layout : layouts) {
      if (layout.channels()[channel] >= 0) {
        return;
      }
      all.addAll(layout.columns());
    }
    String name = named.get(channel);
    throw new ConfigurationException(
        String.format(
            Locale.ROOT,
            "history.channels names \"%s\", which is no field of the first objects of any file; there are %s",
            name,
            Nearest.first(name, all)));
  }

  private static String nameOf(String name, List<String> columns) {
    int place = ColumnNames.find(name, columns);
    return place < 0 || columns.get(place).isEmpty() ? name : columns.get(place);
  }

  private RowLayout layout(List<String> columns, int inFile, String file) {
    boolean isOpen = !isLong() && named.isEmpty();
    int[] places = new int[channels.size()];
    boolean isJson = settings.isText() && !settings.isCsv();
    for (int i = 0; i < places.length; i++) {
      String name = isOpen ? channels.get(i) : named.get(i);
      places[i] =
          isJson
              ? ColumnNames.find(name, columns)
              : ColumnNames.place(keys.channels(), name, columns, file);
    }
    if (isOpen) {
      List<String> more = others(columns, inFile, file);
      more.removeAll(channels);
      if (!more.isEmpty()) {
        throw new ConfigurationException(
            String.format(
                Locale.ROOT,
                "%s = []: %s has columns that the files before it have not, %s; name the channels to read",
                keys.channels(),
                file,
                more));
      }
    }
    int[] time = places("history.time.column", settings.time().columns(), columns, file);
    int[] series = places(keys.series(), settings.series().columns(), columns, file);
    checkSeries(time, series, file);
    return new RowLayout(
        columns,
        inFile,
        time,
        series,
        places,
        isLong()
            ? ColumnNames.place(
                "history.long.channel", settings.longRows().channel(), columns, file)
            : ColumnNames.NONE,
        places("history.long.values", settings.longRows().values(), columns, file),
        isOpen ? Others.REFUSED : Others.IGNORED);
  }

  /** A column may be named by its place too, which only the file tells. */
  private void checkSeries(int[] time, int[] series, String file) {
    if (time.length > 0
        && IntStream.of(time).allMatch(at -> IntStream.of(series).anyMatch(one -> one == at))) {
      throw new ConfigurationException(
          String.format(
              Locale.ROOT,
              "%s = %s names the time in %s too, so that each time would be a series of its own; name the column of the series, or none",
              keys.series(),
              settings.series().columns(),
              file));
    }
  }

  private static int[] places(String key, List<String> names, List<String> columns, String file) {
    return names.stream().mapToInt(name -> ColumnNames.place(key, name, columns, file)).toArray();
  }

  /** The columns in a file that are neither time nor series, as channels of the history. */
  private List<String> others(List<String> columns, int inFile, String file) {
    Set<Integer> taken = new HashSet<>();
    settings.time().columns().forEach(name -> taken.add(ColumnNames.find(name, columns)));
    settings.series().columns().forEach(name -> taken.add(ColumnNames.find(name, columns)));
    List<String> others = new ArrayList<>();
    for (int i = 0; i < inFile; i++) {
      if (taken.contains(i)) {
        continue;
      }
      if (columns.get(i).isEmpty()) {
        throw new ConfigurationException(
            String.format(
                Locale.ROOT,
                "%s = []: column %d of %s has no name; name the columns to read, of %s, or give it one in the file%s",
                keys.channels(),
                i + 1,
                file,
                columns,
                keys.elsewhere()));
      }
      checkIsAlone(i, columns, file);
      others.add(columns.get(i));
    }
    return others;
  }

  private void checkIsAlone(int place, List<String> columns, String file) {
    String name = columns.get(place);
    int other = columns.indexOf(name) == place ? columns.lastIndexOf(name) : columns.indexOf(name);
    if (other != place) {
      throw new ConfigurationException(
          String.format(
              Locale.ROOT,
              "%s = []: %s has two columns \"%s\", %d and %d; name one otherwise, in the file%s, or the columns to read",
              keys.channels(),
              file,
              name,
              Math.min(place, other) + 1,
              Math.max(place, other) + 1,
              keys.elsewhere()));
    }
  }

  private String seriesOf(InputFile file) {
    if (settings.series().file().isEmpty()) {
      return "";
    }
    Matcher matcher = seriesOfFile.matcher(file.below());
    String name = "";
    if (matcher.find()) {
      String group = matcher.groupCount() > 0 ? matcher.group(1) : matcher.group();
      name = group == null ? "" : group;
    }
    if (name.isEmpty()) {
      throw new ConfigurationException(
          String.format(
              Locale.ROOT,
              "history.series.file = \"%s\" finds no series in \"%s\", the path of %s; mend the expression, or leave the file out of history.input",
              settings.series().file(),
              file.below(),
              file.path()));
    }
    return name;
  }

  private boolean isLong() {
    return !settings.longRows().channel().isEmpty();
  }

  /** The files that hold anything. */
  List<InputFile> files() {
    return files;
  }

  /** Where each file's rows begin, at the latest. */
  long rowsFrom(int file) {
    return rowsFrom.get(file);
  }

  List<FileLayout> fileLayouts() {
    return fileLayouts;
  }

  List<RowLayout> layouts() {
    return layouts;
  }

  /** Names of the channels that columns hold; none where rows hold one reading each. */
  List<String> channels() {
    return channels;
  }
}
