package io.chronoshard.history;

/**
 * A piece of a file: the lines that begin in {@code [from, to)}.
 *
 * @param file the file's place in the sorted list of files
 * @param from its first byte
 * @param to the byte after its last; {@link Long#MAX_VALUE} where the file ends there
 */
public record Piece(int file, long from, long to) {

  /** A whole file. */
  static Piece whole(int file) {
    return new Piece(file, 0, Long.MAX_VALUE);
  }
}
