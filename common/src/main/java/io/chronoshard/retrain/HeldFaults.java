package io.chronoshard.retrain;

import io.chronoshard.grid.CellHash;
import java.time.Instant;
import java.util.List;

/**
 * Faults of rows that dates have found, and that still count at one: what they are is seen by
 * comparing with the date before, and so by no later date again.
 *
 * @param dropped of rows that were dropped, in the order of the dates that found them
 * @param revised of rows that have changed, in the order of their days
 */
public record HeldFaults(List<Dropped> dropped, List<Revised> revised) {

  /** The file in the run's folder. */
  public static final String FILE = "held.json";

  /** None. */
  public static final HeldFaults NONE = new HeldFaults(List.of(), List.of());

  /** Copies the lists. */
  public HeldFaults {
    dropped = List.copyOf(dropped);
    revised = List.copyOf(revised);
  }

  /**
   * Rows that were new at a date, of which too many were dropped.
   *
   * @param found the date
   * @param read how many were new
   * @param rows how many of them are still dropped
   */
  public record Dropped(Instant found, long read, long rows) {

    /** The share of them. */
    double share() {
      return (double) rows / read;
    }
  }

  /**
   * A day whose rows are others than they were.
   *
   * @param found the date that found it
   * @param day its number, as of {@link DayHashes#days}
   * @param was the hash of its rows before
   */
  public record Revised(Instant found, long day, CellHash was) {}
}
