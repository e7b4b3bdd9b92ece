package io.chronoshard.jobs.cli;

import java.util.ArrayList;
import java.util.List;

/** A table for a terminal: text columns to the left, numbers to the right. */
public final class TextTable {

  private final List<String> header;
  private final List<List<String>> rows = new ArrayList<>();

  /**
   * With the names of its columns; a name that begins with a blank belongs to a column of numbers.
   */
  public TextTable(String... header) {
    this.header = List.of(header);
  }

  /** Adds a row. */
  public TextTable row(String... cells) {
    if (cells.length != header.size()) {
      throw new IllegalArgumentException(cells.length + " cells for " + header.size() + " columns");
    }
    rows.add(List.of(cells));
    return this;
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    List<Integer> widths = widths();
    line(text, widths, header.stream().map(String::strip).toList());
    line(text, widths, widths.stream().map("-"::repeat).toList());
    rows.forEach(row -> line(text, widths, row));
    return text.toString().stripTrailing();
  }

  private List<Integer> widths() {
    List<Integer> widths = new ArrayList<>();
    for (int column = 0; column < header.size(); column++) {
      int widest = header.get(column).strip().length();
      for (List<String> row : rows) {
        widest = Math.max(widest, row.get(column).length());
      }
      widths.add(widest);
    }
    return widths;
  }

  private void line(StringBuilder text, List<Integer> widths, List<String> cells) {
    StringBuilder line = new StringBuilder();
    for (int column = 0; column < cells.size(); column++) {
      String cell = cells.get(column);
      String padding = " ".repeat(widths.get(column) - cell.length());
      line.append(column == 0 ? "" : "  ");
      line.append(header.get(column).startsWith(" ") ? padding + cell : cell + padding);
    }
    text.append(line.toString().stripTrailing()).append('\n');
  }
}
