package io.chronoshard.retrain;

import io.chronoshard.grid.Ledger;

/**
 * What a date has seen of the history, kept for the next one to compare with.
 *
 * @param rows what became of all rows that were ever ingested
 * @param days the rows before the date
 */
public record Seen(Ledger.Rows rows, DayHashes days) {

  /** The file in the run's folder. */
  public static final String FILE = "seen.json";
}
