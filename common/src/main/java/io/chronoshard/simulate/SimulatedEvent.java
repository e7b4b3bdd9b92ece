package io.chronoshard.simulate;

/**
 * An event of a simulated history.
 *
 * @param series its series' name
 * @param fromMillis time of its first step, in milliseconds since 1970-01-01T00:00:00Z
 * @param toMillis time of the step after its last
 * @param label what happened
 */
public record SimulatedEvent(String series, long fromMillis, long toMillis, String label) {

  /** Name of the file that lists them. */
  public static final String FILE = "_events.csv";
}
