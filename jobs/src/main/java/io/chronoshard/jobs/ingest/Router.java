package io.chronoshard.jobs.ingest;

import io.chronoshard.grid.Reading;
import io.chronoshard.grid.RowPlacer;
import io.chronoshard.history.Readings;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;
import scala.Tuple2;

/**
 * The rows of batches, each sent to the range that its step lies in and to those it is carried
 * into, where these ranges are to be made.
 */
final class Router implements Iterator<Tuple2<Routed, Boolean>> {

  private final Iterator<Readings> batches;
  private final RowPlacer placer;
  private final int[] made;
  private Iterator<Reading> readings = Collections.emptyIterator();
  private @Nullable Reading current;
  private int range;
  private int slot;

  /**
   * For the rows of a plan.
   *
   * @param placer puts the rows of the batches on steps
   * @param made numbers of the ranges to be made, in order
   */
  Router(Iterator<Readings> batches, RowPlacer placer, int[] made) {
    this.batches = batches;
    this.placer = placer;
    this.made = made;
  }

  @Override
  public boolean hasNext() {
    while (current == null) {
      if (readings.hasNext()) {
        Reading reading = readings.next();
        current = reading;
        range = placer.range(reading) - 1;
        advance(reading);
      } else if (batches.hasNext()) {
        readings = placer.place(batches.next());
      } else {
        return false;
      }
    }
    return true;
  }

  /** Goes to the next range that wants the reading and is to be made. */
  private void advance(Reading reading) {
    do {
      range++;
      slot = Arrays.binarySearch(made, range);
      if (slot >= 0) {
        return;
      }
    } while (placer.isCarriedInto(reading, range + 1));
    current = null;
  }

  @Override
  public Tuple2<Routed, Boolean> next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    Reading reading = current;
    if (reading == null) {
      throw new NoSuchElementException();
    }
    Routed routed = new Routed(slot, reading);
    if (placer.isCarriedInto(reading, range + 1)) {
      advance(reading);
    } else {
      current = null;
    }
    return new Tuple2<>(routed, Boolean.TRUE);
  }
}
