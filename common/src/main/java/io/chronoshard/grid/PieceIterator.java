package io.chronoshard.grid;

import io.chronoshard.config.TimeAxis.Kind;
import io.chronoshard.history.Readings;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** The pieces of batches, one after the other; those that no other piece asks for are left out. */
public final class PieceIterator implements Iterator<PieceRows> {

  private final Iterator<Readings> batches;
  private final Kind kind;
  private @Nullable Readings ahead;

  /** Of batches of which those of one piece follow each other. */
  public PieceIterator(Iterator<Readings> batches, Kind kind) {
    this.batches = batches;
    this.kind = kind;
  }

  @Override
  public boolean hasNext() {
    while (ahead == null && batches.hasNext()) {
      Readings batch = batches.next();
      if (PieceRows.isAsked(batch, kind)) {
        ahead = batch;
      }
    }
    return ahead != null;
  }

  @Override
  public PieceRows next() {
    if (!hasNext() || ahead == null) {
      throw new NoSuchElementException();
    }
    PieceRows piece = PieceRows.of(ahead);
    while (hasNext() && ahead != null && piece.isOf(ahead)) {
      piece.add(ahead, kind);
      ahead = null;
    }
    return piece;
  }
}
