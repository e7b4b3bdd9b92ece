package io.chronoshard.config;

/**
 * A file of intervals, one a line; see reference.conf for each key.
 *
 * @param block the block that describes it, for messages
 * @param input the file; empty for none
 * @param from column of the times where intervals begin
 * @param to column of the times where they end
 * @param series column of the series that an interval is of; empty where all are of all series
 * @param name column that names the interval's channel; empty where no column does
 */
public record IntervalSettings(
    String block, String input, String from, String to, String series, String name) {

  /** Whether there is a file. */
  public boolean isGiven() {
    return !input.isEmpty();
  }

  static IntervalSettings read(Section section, String block, String nameKey) {
    return new IntervalSettings(
        block,
        section.string("input"),
        section.nonEmpty("from"),
        section.nonEmpty("to"),
        section.string("series"),
        section.string(nameKey));
  }
}
