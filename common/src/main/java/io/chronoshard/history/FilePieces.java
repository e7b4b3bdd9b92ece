package io.chronoshard.history;

import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;

/** Cuts text files into pieces that are read side by side. */
final class FilePieces {

  private FilePieces() {}

  /**
   * All files in pieces, each file's in their order.
   *
   * @param rowsFrom where each file's rows begin, at the latest: its first piece reaches there
   * @param bytes of a piece, where a file can be cut
   */
  static List<Piece> of(
      List<InputFile> files, long[] rowsFrom, Dialect dialect, long bytes, Configuration hadoop) {
    List<Piece> pieces = new ArrayList<>();
    for (int file = 0; file < rowsFrom.length; file++) {
      InputFile one = files.get(file);
      if (one.length() <= bytes || TextFile.isWhole(one.path(), dialect, hadoop)) {
        pieces.add(Piece.whole(file));
      } else {
        add(pieces, file, one.length(), rowsFrom[file], bytes);
      }
    }
    return pieces;
  }

  private static void add(List<Piece> pieces, int file, long length, long rowsFrom, long bytes) {
    long from = 0;
    while (from < length) {
      long to = Math.max(from + bytes, from == 0 ? rowsFrom : 0);
      boolean isLast = to >= length;
      pieces.add(new Piece(file, from, isLast ? Long.MAX_VALUE : to));
      from = to;
    }
  }
}
