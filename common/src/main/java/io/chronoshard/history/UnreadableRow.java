package io.chronoshard.history;

import java.util.Locale;

/**
 * A row that cannot be read, as it is told.
 *
 * @param file path of its file
 * @param place its line, or its row where files have no lines, from 1
 * @param text how it begins; empty where it is no text
 * @param problem what is wrong with it
 */
public record UnreadableRow(String file, String place, String text, String problem) {

  static UnreadableRow ofTable(String file, long position, String problem) {
    long from = position >> ReadingsBuilder.POSITIONS_OF_A_BYTE;
    long row = position - (from << ReadingsBuilder.POSITIONS_OF_A_BYTE) + 1;
    String place =
        from == 0
            ? "row " + row
            : String.format(Locale.ROOT, "row %d of the part from byte %d on", row, from);
    return new UnreadableRow(file, place, "", problem);
  }

  /** Place and problem, as a message begins. */
  public String told() {
    return String.format(Locale.ROOT, "%s, %s: %s", file, place, problem);
  }
}
