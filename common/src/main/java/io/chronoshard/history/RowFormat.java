package io.chronoshard.history;

import io.chronoshard.history.CellRule.Kind;
import java.util.List;
import java.util.Map;

/**
 * How the rows of all files are read; made of plain values, for it travels.
 *
 * @param dialect how text is written
 * @param time how times are read
 * @param singleSeries name of the series where nothing else names it
 * @param rules how the cells of each channel are read, those of attributes behind the others
 * @param longChannels where rows hold one reading each, the channels of its values by the name that
 *     the row gives, -1 for one that is not read; empty elsewhere
 * @param attributes what is known of series beside their readings
 * @param layouts the different layouts of files
 * @param files how each file is read, by the file's place in the sorted list of files
 */
public record RowFormat(
    Dialect dialect,
    TimeRule time,
    String singleSeries,
    List<CellRule> rules,
    Map<String, int[]> longChannels,
    Attributes attributes,
    List<RowLayout> layouts,
    List<FileLayout> files) {

  /** Copies the lists. */
  public RowFormat {
    rules = List.copyOf(rules);
    longChannels = Map.copyOf(longChannels);
    layouts = List.copyOf(layouts);
    files = List.copyOf(files);
  }

  /** Channels of a row. */
  public int channels() {
    return rules.size();
  }

  /** Channels that are read from files' rows; the others are attributes. */
  int channelsInFiles() {
    return rules.size() - attributes.width();
  }

  /** Values of a row: one for each channel, and the low part of each counter. */
  public int width() {
    return rules.size() + counters();
  }

  private int counters() {
    return Math.toIntExact(rules.stream().filter(rule -> rule.kind() == Kind.COUNTER).count());
  }

  RowLayout layout(int file) {
    return layouts.get(files.get(file).layout());
  }
}
