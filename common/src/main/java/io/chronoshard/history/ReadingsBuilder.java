package io.chronoshard.history;

import io.chronoshard.history.RowFormat.FirstLine;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Packs the rows of pieces of files, line by line. */
public final class ReadingsBuilder {

  private static final int BATCH_CELLS = 1 << 16;
  private static final int BATCH_ROWS = 1 << 12;

  private final RowFormat format;
  private final int channels;
  private final int capacity;
  private final Map<Integer, RowParser> parsers = new HashMap<>();
  private final int[] series;
  private final long[] times;
  private final float[] values;
  private final List<String> names = new ArrayList<>();
  private final Map<String, Integer> numbers = new HashMap<>();
  private @Nullable RowParser parser;
  private int file;
  private long pieceFrom;
  private long nextPosition;
  private boolean headerAhead;
  private boolean isBegun;
  private int rows;
  private String lastName = "";
  private int lastNumber;
  private long badRows;
  private final List<BadRow> firstBad = new ArrayList<>();
  private @Nullable BadRow damage;
  private CellCounts cells;

  /** For rows of a format. */
  public ReadingsBuilder(RowFormat format) {
    this.format = format;
    this.channels = format.channels();
    this.capacity = Math.max(1, Math.min(BATCH_ROWS, BATCH_CELLS / channels));
    this.series = new int[capacity];
    this.times = new long[capacity];
    this.values = new float[capacity * channels];
    this.cells = CellCounts.none(channels);
  }

  /**
   * Goes to a piece of a file; rows that were taken before must have been {@link #build built}.
   *
   * @param file the file's place in the sorted list of files
   * @param from where the piece begins, in bytes
   */
  public void begin(int file, long from) {
    if (!isEmpty()) {
      throw new IllegalStateException("rows of another piece are still here");
    }
    isBegun = true;
    this.file = file;
    pieceFrom = from;
    nextPosition = from;
    headerAhead = from == 0 && format.firstLine() == FirstLine.HEADER;
    parser =
        parsers.computeIfAbsent(
            format.layoutOfFile()[file],
            layout -> new RowParser(format, format.layouts().get(layout)));
  }

  /** Takes the piece's next line. */
  public void add(String line) {
    RowParser current = parser;
    if (current == null) {
      throw new IllegalStateException("no piece was begun");
    }
    if (headerAhead) {
      headerAhead = current.isBlank(line);
      return;
    }
    switch (current.parse(line, values, rows * channels)) {
      case ROW -> {
        countMissing(rows * channels);
        series[rows] = number(current.series());
        times[rows] = current.time();
        rows++;
        nextPosition++;
      }
      case BAD -> {
        badRows++;
        if (firstBad.size() < BadRows.SHOWN) {
          firstBad.add(new BadRow(file, nextPosition, current.problem()));
        }
        nextPosition++;
      }
      case BLANK -> {}
    }
  }

  /** Notes that the rest of the piece cannot be read. */
  public void breakOff(String problem) {
    damage = new BadRow(file, nextPosition, problem);
  }

  private void countMissing(int from) {
    for (int i = 0; i < channels; i++) {
      if (Float.isNaN(values[from + i])) {
        cells.missing()[i]++;
      }
    }
  }

  private int number(String name) {
    if (!name.equals(lastName) || names.isEmpty()) {
      lastName = name;
      lastNumber =
          numbers.computeIfAbsent(
              name,
              added -> {
                names.add(added);
                return names.size() - 1;
              });
    }
    return lastNumber;
  }

  /** Whether no further row should be taken before what is here is built. */
  public boolean isFull() {
    return rows == capacity;
  }

  /** Whether there is nothing to build; a piece is built once at least, even without a row. */
  public boolean isEmpty() {
    return rows == 0 && badRows == 0 && damage == null && !isBegun;
  }

  /** The rows since the last build. */
  public Readings build() {
    Readings built =
        new Readings(
            file,
            pieceFrom,
            nextPosition - rows - badRows,
            names,
            Arrays.copyOf(series, rows),
            Arrays.copyOf(times, rows),
            Arrays.copyOf(values, rows * channels),
            cells,
            Map.of(),
            new BadRows(badRows, firstBad),
            damage);
    rows = 0;
    badRows = 0;
    firstBad.clear();
    damage = null;
    cells = CellCounts.none(channels);
    isBegun = false;
    names.clear();
    numbers.clear();
    return built;
  }
}
