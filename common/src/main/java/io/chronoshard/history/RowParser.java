package io.chronoshard.history;

import io.chronoshard.history.CellRule.Kind;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * The cells of one row after the other to its series, time and values. Holds the last row, and what
 * was wrong with it.
 */
final class RowParser {

  /** What a row turned out to be. */
  enum Outcome {
    ROW,
    /** It brings a channel that is not read. */
    UNREAD,
    BAD
  }

  /** Cells of a message are not longer. */
  private static final int SHOWN = 60;

  private final RowFormat format;
  private final RowLayout layout;
  private final RowTime times;
  private final CellReader[] readers;
  private final int[] lowPlaces;
  private final String ofFile;
  private String series;
  private long time = Readings.NO_TIME;
  private String problem = "";

  // Cells of the last row without a value, and texts of categories.
  private final int[] missing;
  private final int[] outOfRange;
  private final int[] categories;
  private final String[] texts;
  private int missingCount;
  private int outOfRangeCount;
  private int categoryCount;
  private int bare = Readings.NOT_BARE;

  RowParser(RowFormat format, int file) {
    this.format = format;
    this.layout = format.layout(file);
    this.times = new RowTime(format.time(), layout.time());
    this.ofFile = format.files().get(file).series();
    this.series = ofFile.isEmpty() ? format.singleSeries() : ofFile;
    int channels = format.channelsInFiles();
    this.readers = new CellReader[channels];
    this.lowPlaces = new int[channels];
    int low = format.channels();
    for (int i = 0; i < channels; i++) {
      readers[i] = new CellReader(format.rules().get(i), format.dialect().decimal());
      lowPlaces[i] = readers[i].kind() == Kind.COUNTER ? low++ : -1;
    }
    this.missing = new int[channels];
    this.outOfRange = new int[channels];
    this.categories = new int[channels];
    this.texts = new String[channels];
    Arrays.fill(texts, "");
  }

  /**
   * Reads a row.
   *
   * @param values receives the values of channels and counters from {@code at} on; those of
   *     categories are 0, and those of attributes are left
   */
  Outcome parse(Cells cells, float[] values, int at) {
    missingCount = 0;
    outOfRangeCount = 0;
    categoryCount = 0;
    if (!parseSeries(cells) || !parseTime(cells)) {
      return Outcome.BAD;
    }
    if (layout.isLong()) {
      return parseLong(cells, values, at);
    }
    int[] channels = layout.channels();
    for (int i = 0; i < channels.length; i++) {
      if (!parseValue(i, cells, channels[i], values, at)) {
        return Outcome.BAD;
      }
    }
    return Outcome.ROW;
  }

  private boolean parseSeries(Cells cells) {
    int[] columns = layout.series();
    if (columns.length == 0) {
      return true;
    }
    int column = columns[0];
    if (columns.length > 1) {
      return joinSeries(cells);
    }
    int from = cells.from(column);
    int length = cells.to(column) - from;
    if (length == 0) {
      return refused(cells, column, "names no series; mend the file");
    }
    // Rows of one series mostly follow each other.
    if (length != series.length() || !cells.source(column).startsWith(series, from)) {
      series = cells.text(column);
    }
    return true;
  }

  private boolean joinSeries(Cells cells) {
    StringBuilder name = new StringBuilder();
    for (int column : layout.series()) {
      if (cells.from(column) == cells.to(column)) {
        return refused(cells, column, "names no series; mend the file");
      }
      name.append(name.isEmpty() ? "" : "/")
          .append(cells.source(column), cells.from(column), cells.to(column));
    }
    if (!name.toString().equals(series)) {
      series = name.toString();
    }
    return true;
  }

  private boolean parseTime(Cells cells) {
    if (layout.time().length == 0) {
      return true;
    }
    time = times.read(cells);
    if (time != TimeFormat.UNPARSABLE) {
      return true;
    }
    List<String> names =
        Arrays.stream(layout.time()).mapToObj(column -> layout.columns().get(column)).toList();
    problem =
        String.format(
            Locale.ROOT,
            "%s \"%s\": \"%s\" %s",
            names.size() == 1 ? "column" : "columns",
            String.join("\", \"", names),
            shown(times.text(cells)),
            times.refusal());
    return false;
  }

  private Outcome parseLong(Cells cells, float[] values, int at) {
    int column = layout.longChannel();
    String name = cells.text(column);
    if (name.isEmpty()) {
      refused(cells, column, "names no channel; mend the file");
      return Outcome.BAD;
    }
    int[] channels = format.longChannels().get(name);
    if (channels == null) {
      return Outcome.UNREAD;
    }
    Arrays.fill(values, at, at + readers.length, Float.NaN);
    Arrays.fill(values, at + format.channels(), at + format.width(), Float.NaN);
    int first = Readings.NOT_BARE;
    boolean isKnown = false;
    for (int i = 0; i < channels.length; i++) {
      if (channels[i] >= 0) {
        if (!parseValue(channels[i], cells, layout.longValues()[i], values, at)) {
          return Outcome.BAD;
        }
        first = first == Readings.NOT_BARE ? channels[i] : first;
        isKnown |= !Float.isNaN(values[at + channels[i]]);
      }
    }
    bare = isKnown ? Readings.NOT_BARE : first;
    return Outcome.ROW;
  }

  private boolean parseValue(int channel, Cells cells, int column, float[] values, int at) {
    CellReader reader = readers[channel];
    if (column < 0) {
      values[at + channel] = Float.NaN;
      missing[missingCount++] = channel;
      if (lowPlaces[channel] >= 0) {
        values[at + lowPlaces[channel]] = Float.NaN;
      }
      return true;
    }
    float value = reader.read(cells, column);
    values[at + channel] = value;
    if (Float.isNaN(value) && !noteNoValue(channel, cells, column, reader.outcome())) {
      return false;
    }
    if (reader.kind() != Kind.NUMBER) {
      if (lowPlaces[channel] >= 0) {
        values[at + lowPlaces[channel]] = reader.low();
      } else if (!Float.isNaN(value)) {
        categories[categoryCount] = channel;
        texts[categoryCount++] = reader.category();
      }
    }
    return true;
  }

  private boolean noteNoValue(int channel, Cells cells, int column, CellReader.Outcome outcome) {
    switch (outcome) {
      case MISSING -> missing[missingCount++] = channel;
      case OUT_OF_RANGE -> outOfRange[outOfRangeCount++] = channel;
      case TOO_LARGE -> {
        return refused(
            cells,
            column,
            "is too large, the limit is 3.4e38; mend the file, or add it to history.missing if it stands for a missing value");
      }
      default -> {
        return refused(
            cells,
            column,
            "is no number; mend the file, or add it to history.missing if it stands for a missing value");
      }
    }
    return true;
  }

  private boolean refused(Cells cells, int column, String why) {
    problem =
        String.format(
            Locale.ROOT,
            "column \"%s\": \"%s\" %s",
            layout.columns().get(column),
            shown(cells.text(column)),
            why);
    return false;
  }

  /** How a text begins. */
  static String shown(String text) {
    return text.length() > SHOWN ? text.substring(0, SHOWN) + "..." : text;
  }

  /** Adds the last row's cells without a value. */
  void count(CellCounts counts) {
    for (int i = 0; i < missingCount; i++) {
      counts.missing()[missing[i]]++;
    }
    for (int i = 0; i < outOfRangeCount; i++) {
      counts.outOfRange()[outOfRange[i]]++;
    }
  }

  /** How many categories the last row names. */
  int categories() {
    return categoryCount;
  }

  /** The channel of a category of the last row. */
  int categoryChannel(int i) {
    return categories[i];
  }

  /** The text of a category of the last row. */
  String categoryText(int i) {
    return texts[i];
  }

  /**
   * The first channel of a last row that holds one reading and no value, by its place; {@link
   * Readings#NOT_BARE} of any other row.
   */
  int bare() {
    return bare;
  }

  /** The last row's series. */
  String series() {
    return series;
  }

  /** The last row's time, or {@link Readings#NO_TIME}. */
  long time() {
    return time;
  }

  /** What is wrong with the last row that was {@link Outcome#BAD}. */
  String problem() {
    return problem;
  }
}
