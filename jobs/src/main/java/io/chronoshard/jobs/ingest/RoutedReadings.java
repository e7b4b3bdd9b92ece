package io.chronoshard.jobs.ingest;

import io.chronoshard.grid.Reading;
import java.util.Iterator;

/** Readings that have arrived. */
record RoutedReadings(Iterator<Routed> routed) implements Iterator<Reading> {

  @Override
  public boolean hasNext() {
    return routed.hasNext();
  }

  @Override
  public Reading next() {
    return routed.next().reading();
  }
}
