package io.chronoshard.report;

import io.chronoshard.evaluate.Evaluation.Entry;
import io.chronoshard.model.error.Further;
import io.chronoshard.model.error.Measure;
import io.chronoshard.report.Table.Cell;
import io.chronoshard.report.Table.Column;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * The tables of one target whose forecasts are more than a value: measures of all forecasters that
 * have them, how probabilities stand to what happened, and which classes are taken for which.
 *
 * @param entries of one target over all windows that have measures, the model's first; may be none
 */
record FurtherSection(List<Entry> entries) {

  private static final int DECIMALS = 4;

  static FurtherSection of(ErrorRow row) {
    return new FurtherSection(
        row.entries().values().stream()
            .filter(entry -> !entry.further().measures().isEmpty())
            .toList());
  }

  Html html() {
    Html html = new Html();
    if (entries.isEmpty()) {
      return html;
    }
    html.element("h4", "Measures of such forecasts").add(measures().html());
    Further model = entries.get(0).further();
    if (!model.calibration().isEmpty()) {
      html.element("h4", "How often it happened, by forecast").add(calibration(model).html());
    }
    if (!model.confusion().classes().isEmpty()) {
      html.element("h4", "What happened, by what was forecast")
          .add(confusion(model.confusion()).html());
    }
    return html;
  }

  private Table measures() {
    List<Column> columns = new ArrayList<>(List.of(Column.name("Measure")));
    entries.forEach(entry -> columns.add(Column.number(entry.forecaster().label())));
    Table table = new Table(columns.toArray(Column[]::new));
    List<String> names =
        entries.stream()
            .flatMap(entry -> entry.further().measures().stream())
            .map(Measure::name)
            .distinct()
            .toList();
    for (String name : names) {
      List<Cell> cells = new ArrayList<>(List.of(Cell.of(name)));
      entries.forEach(entry -> cells.add(Cell.of(measure(entry.further().measure(name)))));
      table.row(cells);
    }
    return table;
  }

  /** Nothing where a forecast is of another kind: who gives one value has no likelihood. */
  private static String measure(OptionalDouble value) {
    return value.isPresent() ? Numbers.fixed(value.getAsDouble(), DECIMALS) : "";
  }

  private static Table calibration(Further further) {
    Table table =
        new Table(
            Column.text("Probability"),
            Column.number("Forecasts"),
            Column.number("Mean forecast"),
            Column.number("Share that happened"));
    for (Further.Bin bin : further.calibration()) {
      table.row(
          Numbers.fixed(bin.from(), 1) + " to " + Numbers.fixed(bin.to(), 1),
          Numbers.count(bin.count()),
          Numbers.fixed(bin.forecast(), DECIMALS),
          Numbers.fixed(bin.happened(), DECIMALS));
    }
    return table;
  }

  private static Table confusion(Further.Confusion confusion) {
    List<Column> columns = new ArrayList<>(List.of(Column.name("Happened")));
    confusion.classes().forEach(name -> columns.add(Column.number("Forecast " + name)));
    Table table = new Table(columns.toArray(Column[]::new));
    for (int i = 0; i < confusion.classes().size(); i++) {
      List<Cell> cells = new ArrayList<>(List.of(Cell.of(confusion.classes().get(i))));
      confusion.counts().get(i).forEach(count -> cells.add(Cell.of(Numbers.count(count))));
      table.row(cells);
    }
    return table;
  }
}
