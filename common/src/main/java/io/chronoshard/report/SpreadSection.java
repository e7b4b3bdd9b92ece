package io.chronoshard.report;

import io.chronoshard.evaluate.SeriesSpread;
import io.chronoshard.report.Table.Cell;
import io.chronoshard.report.Table.Column;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;

/**
 * How errors spread over series that are too many to be told one by one.
 *
 * @param decimals of the errors of a target, by its name
 */
record SpreadSection(SeriesSpread series, ToIntFunction<String> decimals) {

  Html html() {
    return new Html().element("p", summary()).add(table());
  }

  private String summary() {
    return "How errors spread over "
        + Numbers.count(series.count())
        + " series; below the worst and the best of them. The run's folder has a table of all.";
  }

  private Html table() {
    List<Column> columns = new ArrayList<>(List.of(Column.name("Target"), Column.name("Forecast")));
    SeriesSpread.names().forEach(name -> columns.add(Column.number(name)));
    Table table = new Table(columns.toArray(Column[]::new));
    for (SeriesSpread.Spread one : series.spreads()) {
      List<Cell> cells =
          new ArrayList<>(List.of(Cell.of(one.target()), Cell.of(one.forecaster().label())));
      int places = decimals.applyAsInt(one.target());
      one.quantiles().forEach(error -> cells.add(Cell.of(Numbers.fixed(error, places))));
      table.row(cells);
    }
    return table.html();
  }
}
