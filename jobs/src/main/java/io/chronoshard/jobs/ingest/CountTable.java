package io.chronoshard.jobs.ingest;

import io.chronoshard.jobs.cli.TextTable;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A table of counts for a terminal, without the columns that hold nothing but zeros. */
final class CountTable {

  private final String first;
  private final List<String> names = new ArrayList<>();
  private final List<Map<String, Long>> rows = new ArrayList<>();

  /** With the name of its first column. */
  CountTable(String first) {
    this.first = first;
  }

  /** Adds a row; all rows have the same counts, in the same order. */
  void row(String name, Map<String, Long> counts) {
    names.add(name);
    rows.add(counts);
  }

  @Override
  public String toString() {
    Set<String> columns = new LinkedHashSet<>();
    if (!rows.isEmpty()) {
      columns.addAll(rows.get(0).keySet());
      columns.removeIf(column -> rows.stream().allMatch(row -> row.getOrDefault(column, 0L) == 0));
    }
    List<String> header = new ArrayList<>(List.of(first));
    columns.forEach(column -> header.add(" " + column));
    TextTable table = new TextTable(header.toArray(String[]::new));
    for (int i = 0; i < rows.size(); i++) {
      List<String> cells = new ArrayList<>(List.of(names.get(i)));
      Map<String, Long> row = rows.get(i);
      columns.forEach(column -> cells.add(String.valueOf(row.getOrDefault(column, 0L))));
      table.row(cells.toArray(String[]::new));
    }
    return table.toString();
  }
}
