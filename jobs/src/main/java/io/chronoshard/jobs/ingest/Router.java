package io.chronoshard.jobs.ingest;

import io.chronoshard.grid.GridPlan;
import io.chronoshard.grid.Reading;
import io.chronoshard.grid.RowPlacer;
import io.chronoshard.history.Readings;
import java.util.Collections;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;
import scala.Tuple2;

/**
 * The rows of batches, each sent to the range that its step lies in and to those it is carried
 * into.
 */
final class Router implements Iterator<Tuple2<Routed, Boolean>> {

  private final Iterator<Readings> batches;
  private final RowPlacer placer;
  private Iterator<Reading> readings = Collections.emptyIterator();
  private @Nullable Reading current;
  private int range;

  Router(Iterator<Readings> batches, GridPlan plan) {
    this.batches = batches;
    this.placer = new RowPlacer(plan);
  }

  @Override
  public boolean hasNext() {
    while (current == null) {
      if (readings.hasNext()) {
        current = readings.next();
        range = placer.range(current);
      } else if (batches.hasNext()) {
        readings = placer.place(batches.next());
      } else {
        return false;
      }
    }
    return true;
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
    Routed routed = new Routed(range, reading);
    range++;
    if (!placer.isCarriedInto(reading, range)) {
      current = null;
    }
    return new Tuple2<>(routed, Boolean.TRUE);
  }
}
