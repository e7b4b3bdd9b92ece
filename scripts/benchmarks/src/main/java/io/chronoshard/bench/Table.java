package io.chronoshard.bench;

import java.util.ArrayList;
import java.util.List;

/** A table for people: texts in the first columns, numbers behind them. */
final class Table {

  private final int textColumns;
  private final List<List<String>> rows = new ArrayList<>();

  Table(int textColumns, List<String> header) {
    this.textColumns = textColumns;
    rows.add(header);
  }

  void add(List<String> row) {
    rows.add(row);
  }

  /** With columns of equal width, texts to the left, numbers to the right. */
  String text() {
    return lines("", "  ", "");
  }

  /** As a table in Markdown. */
  String markdown() {
    String lines = lines("| ", " | ", " |");
    int end = lines.indexOf('\n') + 1;
    StringBuilder rule = new StringBuilder("|");
    for (int column = 0; column < rows.get(0).size(); column++) {
      rule.append(column < textColumns ? "---|" : "---:|");
    }
    return lines.substring(0, end) + rule + "\n" + lines.substring(end);
  }

  private String lines(String before, String between, String after) {
    StringBuilder text = new StringBuilder();
    for (List<String> row : rows) {
      List<String> cells = new ArrayList<>();
      for (int column = 0; column < row.size(); column++) {
        cells.add(padded(row.get(column), column));
      }
      text.append((before + String.join(between, cells) + after).stripTrailing()).append('\n');
    }
    return text.toString();
  }

  private String padded(String cell, int column) {
    int width = rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
    String blanks = " ".repeat(width - cell.length());
    return column < textColumns ? cell + blanks : blanks + cell;
  }
}
