package io.chronoshard.grid;

import java.util.ArrayList;
import java.util.List;

/**
 * The series in pieces of files, as long as there are not too many to know them in one place.
 *
 * @param count how many series the pieces have, each piece's by themselves
 * @param pieces the pieces; none where these are more than {@link #MOST}
 */
public record PieceList(long count, List<PieceRows> pieces) {

  /** Series of all pieces that are known in one place. */
  public static final int MOST = 1 << 16;

  /** No pieces. */
  public static final PieceList NONE = new PieceList(0, List.of());

  static PieceList of(List<PieceRows> pieces) {
    long count = pieces.stream().mapToLong(piece -> piece.series().size()).sum();
    return new PieceList(count, count > MOST ? List.of() : List.copyOf(pieces));
  }

  /** Whether all pieces are listed. */
  boolean isComplete() {
    return count <= MOST;
  }

  PieceList plus(PieceList other) {
    long both = count + other.count;
    if (both > MOST) {
      return new PieceList(both, List.of());
    }
    List<PieceRows> joined = new ArrayList<>(pieces);
    joined.addAll(other.pieces);
    return new PieceList(both, joined);
  }
}
