package io.chronoshard.history;

import io.chronoshard.history.Dialect.FirstLine;
import io.chronoshard.history.PieceReadings.FilePaths;
import java.util.Iterator;
import java.util.List;
import java.util.TreeSet;
import org.apache.hadoop.conf.Configuration;

/**
 * The names of channels in rows that hold one reading each. What is found in parts of the rows adds
 * up to what is found in all of them.
 */
public final class ChannelNames {

  /** Names that there may be. */
  public static final int MOST = 10_000;

  private final RowFormat format;
  private final TreeSet<String> names = new TreeSet<>();
  private List<String> ofFolders = List.of();
  private int inFile;
  private int column;

  /** For rows of a format. */
  public ChannelNames(RowFormat format) {
    this.format = format;
  }

  /** Goes to the rows of a file, by its place in the sorted list of files. */
  public void begin(int file) {
    RowLayout layout = format.layout(file);
    column = layout.longChannel();
    inFile = layout.inFile();
    ofFolders = format.files().get(file).ofFolders();
  }

  /** Takes the next row. */
  public void add(Cells row) {
    add(column < inFile ? row.text(column) : ofFolders.get(column - inFile));
  }

  private void add(String name) {
    if (!name.isEmpty() && names.add(name) && names.size() > MOST + 1) {
      names.pollLast();
    }
  }

  /** The first names in their order: at most one more than there may be. */
  public List<String> first() {
    return List.copyOf(names);
  }

  /** The first names of both. */
  public static List<String> plus(List<String> some, List<String> others) {
    TreeSet<String> both = new TreeSet<>(some);
    both.addAll(others);
    return both.stream().limit(MOST + 1).toList();
  }

  /**
   * The first names in pieces of text files. Rows that cannot be taken apart have none, and will be
   * told when they are read.
   */
  public static List<String> of(
      Iterator<Piece> pieces, RowFormat format, FilePaths paths, Configuration hadoop) {
    ChannelNames names = new ChannelNames(format);
    while (pieces.hasNext()) {
      Piece piece = pieces.next();
      names.begin(piece.file());
      try (TextFile text =
          TextFile.open(
              paths.of(piece.file()), piece.from(), piece.to(), format.dialect(), hadoop)) {
        names.add(text, TextRow.of(format, format.layout(piece.file())), piece);
      }
    }
    return names.first();
  }

  private void add(TextFile text, TextRow row, Piece piece) {
    if (piece.from() == 0) {
      skip(text, row);
    }
    String line;
    while ((line = text.next()) != null) {
      if (!text.isTooLong() && !row.isLeftOut(line) && row.take(line).isEmpty()) {
        add(row);
      }
    }
  }

  private void skip(TextFile text, TextRow row) {
    for (int i = 0; i < format.dialect().skipLines(); i++) {
      text.next();
    }
    if (format.dialect().firstLine() == FirstLine.HEADER) {
      String line = text.next();
      while (line != null && row.isLeftOut(line)) {
        line = text.next();
      }
    }
  }
}
