package io.chronoshard.grid;

import io.chronoshard.config.TimeAxis.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What comes before a piece of a file, of each series: where rows are steps, how many rows in all
 * pieces before it, in the order of files and positions; elsewhere the latest time in the pieces of
 * the file before it.
 *
 * @param first by piece and series; of times only where there is one before
 */
public record RowNumbers(Map<Piece, Map<String, Long>> first) {

  /** A piece of a file: the file's place in the sorted list of files, and its first byte. */
  public record Piece(int file, long from) {}

  /** Nothing comes before any piece. */
  static final RowNumbers NONE = new RowNumbers(Map.of());

  /**
   * Of all pieces, or of one series in all its pieces.
   *
   * @param kind what steps are
   */
  public static RowNumbers of(Kind kind, List<PieceRows> pieces) {
    return kind == Kind.ROWS ? ofCounts(pieces) : ofTimes(pieces);
  }

  private static RowNumbers ofCounts(List<PieceRows> pieces) {
    List<PieceRows> sorted = new ArrayList<>(pieces);
    sorted.sort(Comparator.comparingInt(PieceRows::file).thenComparingLong(PieceRows::from));
    Map<String, Long> next = new HashMap<>();
    Map<Piece, Map<String, Long>> first = new HashMap<>();
    for (PieceRows piece : sorted) {
      Map<String, Long> here = new HashMap<>();
      piece
          .series()
          .forEach(
              (series, rows) -> {
                here.put(series, next.getOrDefault(series, 0L));
                next.merge(series, rows, Long::sum);
              });
      first.put(new Piece(piece.file(), piece.from()), here);
    }
    return new RowNumbers(first);
  }

  private static RowNumbers ofTimes(List<PieceRows> pieces) {
    List<PieceRows> sorted = new ArrayList<>(pieces);
    sorted.sort(Comparator.comparingInt(PieceRows::file).thenComparingLong(PieceRows::from));
    Map<String, Long> latest = new HashMap<>();
    Map<Piece, Map<String, Long>> before = new HashMap<>();
    int file = -1;
    for (PieceRows piece : sorted) {
      if (piece.file() != file) {
        file = piece.file();
        latest.clear();
      }
      Map<String, Long> here = new HashMap<>(latest);
      here.keySet().retainAll(piece.series().keySet());
      if (!here.isEmpty()) {
        before.put(new Piece(piece.file(), piece.from()), here);
      }
      piece.series().forEach((series, time) -> latest.merge(series, time, Math::max));
    }
    return new RowNumbers(before);
  }

  /** The latest time of a series before a piece of a file; the earliest there is where none is. */
  long latest(Piece piece, String series) {
    return first.getOrDefault(piece, Map.of()).getOrDefault(series, Long.MIN_VALUE);
  }

  long first(Piece piece, String series) {
    Map<String, Long> here = first.get(piece);
    Long number = here == null ? null : here.get(series);
    if (number == null) {
      throw new IllegalStateException(
          String.format(Locale.ROOT, "no rows of series %s were seen in %s", series, piece));
    }
    return number;
  }
}
