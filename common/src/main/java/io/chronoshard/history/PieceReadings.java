package io.chronoshard.history;

import io.chronoshard.error.DataException;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.apache.hadoop.conf.Configuration;
import org.jspecify.annotations.Nullable;

/** The rows of pieces of text files, one piece after the other, packed into batches. */
public final class PieceReadings implements Iterator<Readings> {

  private final Iterator<Piece> pieces;
  private final RowFormat format;
  private final Configuration hadoop;
  private final ReadingsBuilder builder;
  private final FilePaths paths;
  private @Nullable TextFile text;

  /** Names files by their places. */
  public interface FilePaths {
    /** The path of a file. */
    String of(int file);
  }

  /** For pieces of files. */
  public PieceReadings(
      Iterator<Piece> pieces, RowFormat format, FilePaths paths, Configuration hadoop) {
    this.pieces = pieces;
    this.format = format;
    this.paths = paths;
    this.hadoop = hadoop;
    this.builder = new ReadingsBuilder(format);
  }

  @Override
  public boolean hasNext() {
    return text != null || pieces.hasNext();
  }

  @Override
  public Readings next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    TextFile lines = text == null ? open(pieces.next()) : text;
    text = lines;
    if (read(lines) == null) {
      lines.close();
      text = null;
    }
    return builder.build();
  }

  private TextFile open(Piece piece) {
    builder.begin(piece);
    return TextFile.open(
        paths.of(piece.file()), piece.from(), piece.to(), format.dialect(), hadoop);
  }

  /** Fills a batch; null at the end of the piece. */
  private @Nullable String read(TextFile lines) {
    try {
      String line = "";
      while (line != null && !builder.isFull()) {
        line = lines.next();
        if (line != null) {
          if (lines.isTooLong()) {
            builder.refuse(TextFile.tooLong());
          } else {
            builder.add(line);
          }
        }
      }
      return line;
    } catch (DataException e) {
      builder.breakOff(String.valueOf(e.getMessage()));
      return null;
    }
  }
}
