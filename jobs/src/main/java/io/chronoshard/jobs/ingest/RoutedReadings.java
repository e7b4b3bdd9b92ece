package io.chronoshard.jobs.ingest;

import io.chronoshard.grid.Reading;
import java.util.BitSet;
import java.util.Iterator;

/** Readings that have arrived, and the files that they come from. */
final class RoutedReadings implements Iterator<Reading> {

  private final Iterator<Routed> routed;
  private final BitSet files = new BitSet();

  RoutedReadings(Iterator<Routed> routed) {
    this.routed = routed;
  }

  @Override
  public boolean hasNext() {
    return routed.hasNext();
  }

  @Override
  public Reading next() {
    Reading reading = routed.next().reading();
    files.set(reading.file());
    return reading;
  }

  /** Places of the files of all readings so far. */
  int[] files() {
    return files.stream().toArray();
  }
}
