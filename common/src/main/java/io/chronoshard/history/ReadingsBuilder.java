package io.chronoshard.history;

import io.chronoshard.history.Dialect.FirstLine;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Packs the rows of pieces of files, line by line or row by row. */
public final class ReadingsBuilder {

  private static final int BATCH_CELLS = 1 << 16;
  private static final int BATCH_ROWS = 1 << 12;

  /** A row of a table takes less than a byte, sometimes: there are so many positions to a byte. */
  static final int POSITIONS_OF_A_BYTE = 20;

  private final RowFormat format;
  private final int width;
  private final int capacity;
  private final int[] series;
  private final long[] times;
  private final float[] values;
  private final int[] bare;
  private final List<String> names = new ArrayList<>();
  private final Map<String, Integer> numbers = new HashMap<>();
  private final Map<Integer, Map<String, Integer>> categories = new HashMap<>();
  private final SeriesAttributes attributes;
  private @Nullable RowParser parser;
  private @Nullable TextRow text;
  private @Nullable Cells row;
  private int file = -1;
  private long pieceFrom;
  private long pieceTo;
  private long nextPosition;
  private int linesAhead;
  private boolean headerAhead;
  private boolean isBegun;
  private int rows;
  private String lastName = "";
  private int lastNumber;
  private long unread;
  private long badRows;
  private String problem = "";
  private final List<BadRow> firstBad = new ArrayList<>();
  private @Nullable BadRow damage;
  private CellCounts cells;

  /** For rows of a format. */
  public ReadingsBuilder(RowFormat format) {
    this.format = format;
    this.width = format.width();
    this.capacity = Math.max(1, Math.min(BATCH_ROWS, BATCH_CELLS / width));
    this.series = new int[capacity];
    this.times = new long[capacity];
    this.values = new float[capacity * width];
    this.bare = new int[format.longChannels().isEmpty() ? 0 : capacity];
    this.cells = CellCounts.none(format.channels());
    this.attributes = new SeriesAttributes(format);
  }

  /** Goes to a piece of a file; rows that were taken before must have been {@link #build built}. */
  public void begin(Piece piece) {
    if (!isEmpty()) {
      throw new IllegalStateException("rows of another piece are still here");
    }
    isBegun = true;
    long from = piece.from();
    pieceFrom = from;
    pieceTo = piece.to();
    boolean isText = format.dialect().text() != Dialect.Text.NONE;
    nextPosition = isText ? from : from << POSITIONS_OF_A_BYTE;
    linesAhead = from == 0 ? format.dialect().skipLines() : 0;
    headerAhead = from == 0 && format.dialect().firstLine() == FirstLine.HEADER;
    if (file != piece.file()) {
      file = piece.file();
      parser = new RowParser(format, file);
      if (isText) {
        RowLayout layout = format.layout(file);
        TextRow inFile = TextRow.of(format, layout);
        text = inFile;
        row = behindFolders(inFile, layout);
      }
    }
  }

  private Cells behindFolders(Cells inFile, RowLayout layout) {
    List<String> ofFolders = format.files().get(file).ofFolders();
    return ofFolders.isEmpty() ? inFile : new FolderCells(inFile, layout.inFile(), ofFolders);
  }

  /** Takes the piece's next line. */
  public void add(String line) {
    TextRow current = text;
    Cells taken = row;
    if (current == null || taken == null) {
      throw new IllegalStateException("no piece was begun");
    }
    if (linesAhead > 0) {
      linesAhead--;
      return;
    }
    if (current.isLeftOut(line)) {
      return;
    }
    if (headerAhead) {
      headerAhead = false;
      return;
    }
    Optional<String> wrong = current.take(line);
    if (wrong.isPresent()) {
      refuse(wrong.get());
    } else {
      take(taken);
    }
  }

  /** Takes the piece's next row. */
  public void add(Cells next) {
    take(behindFolders(next, format.layout(file)));
  }

  private void take(Cells next) {
    RowParser current = parser;
    if (current == null) {
      throw new IllegalStateException("no piece was begun");
    }
    int at = rows * width;
    switch (current.parse(next, values, at)) {
      case ROW -> {
        current.count(cells);
        for (int i = 0; i < current.categories(); i++) {
          int channel = current.categoryChannel(i);
          values[at + channel] = category(channel, current.categoryText(i));
        }
        int number = number(current.series());
        attributes.put(number, values, at, cells);
        series[rows] = number;
        times[rows] = current.time();
        if (bare.length > 0) {
          bare[rows] = current.bare();
        }
        rows++;
        nextPosition++;
      }
      case UNREAD -> {
        unread++;
        nextPosition++;
      }
      case BAD -> refuse(current.problem());
    }
  }

  /** Notes that the piece's next row cannot be read. */
  void refuse(String why) {
    badRows++;
    problem = why;
    if (firstBad.size() < BadRows.SHOWN) {
      firstBad.add(new BadRow(file, nextPosition, why));
    }
    nextPosition++;
  }

  /** Notes that the rest of the piece cannot be read. */
  public void breakOff(String why) {
    damage = new BadRow(file, nextPosition, why);
  }

  private int category(int channel, String name) {
    Map<String, Integer> places =
        categories.computeIfAbsent(channel, first -> new LinkedHashMap<>());
    return places.computeIfAbsent(name, added -> places.size());
  }

  private int number(String name) {
    if (!name.equals(lastName) || names.isEmpty()) {
      lastName = name;
      lastNumber =
          numbers.computeIfAbsent(
              name,
              added -> {
                names.add(added);
                attributes.add(added, this::category);
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
    return rows == 0 && badRows == 0 && unread == 0 && damage == null && !isBegun;
  }

  /** How many rows were refused since the last build. */
  long badRows() {
    return badRows;
  }

  /** Why the last one was. */
  String problem() {
    return problem;
  }

  /** The rows since the last build. */
  public Readings build() {
    Map<Integer, List<String>> texts = new HashMap<>();
    categories.forEach((channel, places) -> texts.put(channel, List.copyOf(places.keySet())));
    Readings built =
        new Readings(
            file,
            pieceFrom,
            pieceTo,
            nextPosition - rows - badRows - unread,
            names,
            Arrays.copyOf(series, rows),
            Arrays.copyOf(times, rows),
            Arrays.copyOf(values, rows * width),
            Arrays.copyOf(bare, Math.min(bare.length, rows)),
            cells,
            texts,
            unread,
            new BadRows(badRows, firstBad),
            damage);
    rows = 0;
    unread = 0;
    badRows = 0;
    firstBad.clear();
    damage = null;
    cells = CellCounts.none(format.channels());
    isBegun = false;
    names.clear();
    numbers.clear();
    categories.clear();
    attributes.clear();
    return built;
  }
}
