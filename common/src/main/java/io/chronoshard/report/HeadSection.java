package io.chronoshard.report;

import io.chronoshard.config.OutputSettings.Metric;
import io.chronoshard.evaluate.Evaluation.HeadErrors;
import io.chronoshard.evaluate.Evaluation.Losses;
import io.chronoshard.report.Table.Cell;
import io.chronoshard.report.Table.Column;
import io.chronoshard.report.Table.Tone;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The loss of a model and of each of its outputs, and the metrics that these ask for. */
record HeadSection(Losses losses) {

  private static final int DIGITS = 4;

  private static final Set<String> SHORTENED =
      Set.of(Metric.MAE.toString(), Metric.RMSE.toString());

  /** Nothing where there is but one output. */
  Html html() {
    if (losses.heads().size() < 2) {
      return new Html();
    }
    List<String> metrics =
        losses.heads().stream()
            .flatMap(head -> head.metrics().keySet().stream())
            .distinct()
            .sorted()
            .toList();
    List<Column> columns = new ArrayList<>(List.of(Column.text("Output"), Column.number("Loss")));
    metrics.forEach(metric -> columns.add(Column.number(words(metric))));
    Table table = new Table(columns.toArray(Column[]::new));
    losses.heads().forEach(head -> table.row(cells(head, metrics)));
    List<Cell> total = new ArrayList<>(List.of(new Cell("all, by their weights", Tone.TOTAL)));
    total.add(new Cell(number(losses.total()), Tone.TOTAL));
    metrics.forEach(metric -> total.add(new Cell("", Tone.TOTAL)));
    return new Html()
        .element("h3", "Outputs")
        .element(
            "p",
            "Losses are those that training minimises, in scaled units; errors are in the targets’ own.")
        .add(table.row(total).html());
  }

  private static List<Cell> cells(HeadErrors head, List<String> metrics) {
    List<Cell> cells = new ArrayList<>();
    cells.add(Cell.of(head.head()));
    cells.add(Cell.of(number(head.loss())));
    for (String metric : metrics) {
      Double value = head.metrics().get(metric);
      cells.add(Cell.of(value == null ? "" : number(value)));
    }
    return cells;
  }

  private static String words(String metric) {
    return SHORTENED.contains(metric)
        ? metric.toUpperCase(Locale.ROOT)
        : metric.substring(0, 1).toUpperCase(Locale.ROOT) + metric.substring(1);
  }

  private static String number(double value) {
    return Numbers.fixed(value, Numbers.decimals(List.of(value), DIGITS));
  }
}
