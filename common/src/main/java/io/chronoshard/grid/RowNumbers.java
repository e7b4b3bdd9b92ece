package io.chronoshard.grid;

import io.chronoshard.grid.RowScan.PieceRows;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Where rows are steps: the number of the first row of each series in each piece of a file, in the
 * order of files and positions.
 *
 * @param first by piece and series; empty on clock time
 */
public record RowNumbers(Map<Piece, Map<String, Long>> first) {

  /** A piece of a file: the file's place in the sorted list of files, and its first byte. */
  public record Piece(int file, long from) {}

  static RowNumbers of(List<PieceRows> pieces) {
    List<PieceRows> sorted = new ArrayList<>(pieces);
    sorted.sort(Comparator.comparingInt(PieceRows::file).thenComparingLong(PieceRows::from));
    Map<String, Long> next = new HashMap<>();
    Map<Piece, Map<String, Long>> first = new HashMap<>();
    for (PieceRows piece : sorted) {
      Map<String, Long> here = new HashMap<>();
      piece
          .rows()
          .forEach(
              (series, rows) -> {
                here.put(series, next.getOrDefault(series, 0L));
                next.merge(series, rows, Long::sum);
              });
      first.put(new Piece(piece.file(), piece.from()), here);
    }
    return new RowNumbers(first);
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
