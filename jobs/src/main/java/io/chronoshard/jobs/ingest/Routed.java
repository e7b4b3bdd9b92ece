package io.chronoshard.jobs.ingest;

import com.esotericsoftware.kryo.DefaultSerializer;
import io.chronoshard.grid.Reading;

/** A reading on its way to a range of the history that needs it; sorts as the reading does. */
@DefaultSerializer(RoutedSerializer.class)
final class Routed implements Comparable<Routed> {

  private final int range;
  private final Reading reading;

  Routed(int range, Reading reading) {
    this.range = range;
    this.reading = reading;
  }

  /** The range's number. */
  int range() {
    return range;
  }

  Reading reading() {
    return reading;
  }

  @Override
  public int compareTo(Routed other) {
    return reading.compareTo(other.reading);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Routed routed && compareTo(routed) == 0;
  }

  @Override
  public int hashCode() {
    return Long.hashCode(reading.position());
  }
}
