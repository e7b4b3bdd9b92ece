package io.chronoshard.report;

import java.util.List;

/**
 * A table of the page: texts to the left, numbers to the right. It scrolls sideways on its own
 * where it is wider than the page.
 */
final class Table {

  /** Rows of a table that is shown as a whole. */
  private static final int MOST_OPEN = 12;

  private final Html head = new Html();
  private final List<Column> columns;
  private final Html rows = new Html();
  private int count;

  /** What stands in a column. */
  enum Kind {
    /** A text that stays on one line. */
    TEXT,
    /** A name or a description, which may take several lines. */
    NAME,
    NUMBER
  }

  /** A column of a table. */
  record Column(String name, Kind kind) {

    static Column text(String name) {
      return new Column(name, Kind.TEXT);
    }

    static Column name(String name) {
      return new Column(name, Kind.NAME);
    }

    static Column number(String name) {
      return new Column(name, Kind.NUMBER);
    }
  }

  /** What a cell says by its looks. */
  enum Tone {
    PLAIN,
    /** The lowest error of its row. */
    BEST,
    /** The model is nearer. */
    BETTER,
    /** The model is further off. */
    WORSE,
    /** A sum. */
    TOTAL
  }

  /** A cell of a row. */
  record Cell(String text, Tone tone) {

    static Cell of(String text) {
      return new Cell(text, Tone.PLAIN);
    }
  }

  Table(Column... columns) {
    this.columns = List.of(columns);
    head.open("tr");
    this.columns.forEach(c -> head.element("th", c.name(), "scope", "col", "class", style(c)));
    head.close("tr");
  }

  /** One row of plain cells, one per column. */
  Table row(String... cells) {
    return row(List.of(cells).stream().map(Cell::of).toList());
  }

  /** One row, one cell per column; the first cell names the row. */
  Table row(List<Cell> cells) {
    if (cells.size() != columns.size()) {
      throw new IllegalArgumentException(cells.size() + " cells for " + columns.size());
    }
    rows.open("tr");
    for (int i = 0; i < cells.size(); i++) {
      Cell cell = cells.get(i);
      String look = (style(columns.get(i)) + " " + name(cell.tone())).strip();
      if (i == 0) {
        rows.element("th", cell.text(), "scope", "row", "class", look);
      } else {
        rows.element("td", cell.text(), "class", look);
      }
    }
    rows.close("tr");
    count++;
    return this;
  }

  /** The table, all rows in sight. */
  Html html() {
    return new Html()
        .open("div", "class", "scroll")
        .open("table")
        .open("thead")
        .add(head)
        .close("thead")
        .open("tbody")
        .add(rows)
        .close("tbody")
        .close("table")
        .close("div");
  }

  /**
   * The table, of which only the first rows are in sight where it is long.
   *
   * @param rows what its rows are
   */
  Html html(String rows) {
    if (count <= MOST_OPEN) {
      return html();
    }
    return html()
        .open("details", "class", "rest")
        .element("summary", "All " + Numbers.count(count) + " " + rows)
        .close("details");
  }

  private static String style(Column column) {
    return switch (column.kind()) {
      case TEXT -> "";
      case NAME -> "name";
      case NUMBER -> "number";
    };
  }

  private static String name(Tone tone) {
    return switch (tone) {
      case PLAIN -> "";
      case BEST -> "best";
      case BETTER -> "better";
      case WORSE -> "worse";
      case TOTAL -> "total";
    };
  }
}
