package io.chronoshard.history;

import java.util.Locale;

/**
 * A row that cannot be read, as it is told.
 *
 * @param file path of its file
 * @param line its line, or its row where files have no lines; from 1
 * @param text how it begins
 * @param problem what is wrong with it
 */
public record UnreadableRow(String file, long line, String text, String problem) {

  /** Place and problem, as a message begins. */
  public String told() {
    return String.format(Locale.ROOT, "%s, line %d: %s", file, line, problem);
  }
}
