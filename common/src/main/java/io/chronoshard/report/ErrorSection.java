package io.chronoshard.report;

import io.chronoshard.evaluate.Evaluation;
import io.chronoshard.evaluate.Evaluation.Entry;
import io.chronoshard.evaluate.Forecasts;
import io.chronoshard.report.Table.Cell;
import io.chronoshard.report.Table.Column;
import io.chronoshard.report.Table.Tone;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The evaluation's tables: over all windows, by lead, by series. */
final class ErrorSection {

  /** Digits that the smallest number of a table shows at least. */
  private static final int DIGITS = 4;

  private final Evaluation evaluation;
  private final StepText steps;
  private final long stepMillis;
  private final List<ErrorRow> overall;

  ErrorSection(ReportContents contents) {
    evaluation = contents.evaluation();
    steps = contents.steps();
    stepMillis = contents.pipeline().axis().stepMillis();
    overall = ErrorRow.of(evaluation.overall());
  }

  Html html() {
    Html html = explanation();
    overall.forEach(row -> html.add(overall(row)));
    html.add(new HeadSection(evaluation.losses()).html());
    evaluation
        .alarms()
        .ifPresent(alarms -> html.add(new AlarmSection(alarms, steps, stepMillis).html()));
    if (!evaluation.residuals().isEmpty()) {
      html.element("h3", "What the autoregression leaves")
          .add(new ResidualSection(evaluation.residuals()).html());
    }
    if (!evaluation.byLead().isEmpty()) {
      html.element("h3", "By lead").add(leadChart());
      html.add(
          pivots(
              Column.text("Lead"),
              "leads",
              evaluation.byLead(),
              row -> steps.span(row.leadSteps())));
    }
    if (!evaluation.bySeries().isEmpty()) {
      html.element("h3", "By series");
      if (evaluation.series().isOfMany()) {
        html.add(new SpreadSection(evaluation.series(), this::decimals).html());
      }
      html.add(pivots(Column.name("Series"), "series", evaluation.bySeries(), ErrorRow::series));
    }
    return html.element("h3", "Windows of " + evaluation.over().name())
        .add(new AccountSection(evaluation).html());
  }

  /** What the forecasts beside the model's say, and by what all are compared. */
  private Html explanation() {
    Html html = new Html().open("p");
    html.text("All forecasts are compared over the very same windows.");
    overall.stream()
        .flatMap(row -> row.entries().keySet().stream())
        .distinct()
        .filter(forecasts -> !forecasts.areTheModels())
        .forEach(
            forecasts -> {
              String label = forecasts.label();
              html.text(" ")
                  .element("strong", Character.toUpperCase(label.charAt(0)) + label.substring(1))
                  .text(" " + forecasts.saying());
            });
    if (overall.stream().anyMatch(row -> !row.isJudgedByBrier())) {
      html.text(
          " Errors are in each target’s own unit. MAE is the mean absolute error, RMSE the root of the mean squared one,"
              + " bias the mean of forecast less actual.");
    }
    if (overall.stream().anyMatch(ErrorRow::isJudgedByBrier)) {
      html.text(
          " Probabilities are compared by the Brier score, the mean of their squared errors: the lower, the better.");
    }
    return html.close("p");
  }

  private Html overall(ErrorRow row) {
    int decimals = decimals(row.target());
    Table table =
        new Table(
            Column.name("Forecast"),
            Column.number(row.shortMeasure()),
            Column.number("RMSE"),
            Column.number("Bias"),
            Column.number("Model against it"),
            Column.number("Values compared"));
    for (Entry entry : row.entries().values()) {
      boolean model = entry.forecaster().areTheModels();
      table.row(
          List.of(
              Cell.of(entry.forecaster().label()),
              error(row, entry.forecaster(), decimals),
              Cell.of(Numbers.fixed(entry.rmse(), decimals)),
              Cell.of(Numbers.change(entry.bias(), decimals)),
              model ? Cell.of("") : change(row.change(entry.forecaster())),
              Cell.of(Numbers.count(entry.count()))));
    }
    return new Html()
        .element("h3", row.target() + scope())
        .add(table.html())
        .add(FurtherSection.of(row).html());
  }

  private String scope() {
    return (evaluation.byLead().isEmpty() ? "" : ", all leads")
        + (evaluation.bySeries().isEmpty() ? "" : ", all series");
  }

  private static Html leadChart() {
    return new Html()
        .open("div", "class", "controls", "id", "lead-targets")
        .close("div")
        .open("div", "class", "chart")
        .open(
            "canvas",
            "id",
            "lead-chart",
            "role",
            "img",
            "aria-label",
            "The error by lead, of the model and of what it is compared with; the table below"
                + " has the numbers.")
        .close("canvas")
        .close("div");
  }

  /** One table per target: a line per lead or series, forecasters side by side. */
  private Html pivots(
      Column heading, String many, List<Entry> entries, Function<ErrorRow, String> name) {
    Html html = new Html();
    Map<String, List<ErrorRow>> targets = ErrorRow.byTarget(ErrorRow.of(entries));
    targets.forEach(
        (target, rows) -> {
          if (targets.size() > 1) {
            html.element("h4", target);
          }
          html.add(pivot(heading, rows, name).html(many));
        });
    return html;
  }

  private Table pivot(Column heading, List<ErrorRow> rows, Function<ErrorRow, String> name) {
    int decimals = decimals(rows.get(0).target());
    List<Forecasts> forecasters =
        rows.stream().flatMap(row -> row.entries().keySet().stream()).distinct().toList();
    List<Column> columns = new ArrayList<>();
    columns.add(heading);
    String measure = rows.get(0).shortMeasure();
    forecasters.forEach(
        forecaster -> columns.add(Column.number(measure + ", " + forecaster.label())));
    columns.add(Column.number("Model against best baseline"));
    columns.add(Column.number("RMSE, model"));
    columns.add(Column.number("Bias, model"));
    Table table = new Table(columns.toArray(Column[]::new));
    for (ErrorRow row : rows) {
      List<Cell> cells = new ArrayList<>();
      cells.add(Cell.of(name.apply(row)));
      forecasters.forEach(forecaster -> cells.add(error(row, forecaster, decimals)));
      cells.add(change(row.changeAgainstBest()));
      double rmse = row.entry(Forecasts.MODEL).map(Entry::rmse).orElse(Double.NaN);
      double bias = row.entry(Forecasts.MODEL).map(Entry::bias).orElse(Double.NaN);
      cells.add(Cell.of(Numbers.fixed(rmse, decimals)));
      cells.add(Cell.of(Numbers.change(bias, decimals)));
      table.row(cells);
    }
    return table;
  }

  private static Cell change(double ratio) {
    return new Cell(
        Numbers.percentChange(ratio),
        ratio < 0 ? Tone.BETTER : ratio > 0 ? Tone.WORSE : Tone.PLAIN);
  }

  /** The error by which forecasts are compared, marked where no other one of its row is lower. */
  private static Cell error(ErrorRow row, Forecasts forecaster, int decimals) {
    double mae = row.error(forecaster);
    boolean best = row.errors().noneMatch(other -> other < mae);
    return new Cell(
        Numbers.fixed(mae, decimals), best && Double.isFinite(mae) ? Tone.BEST : Tone.PLAIN);
  }

  /** The same decimals in all tables of a target. */
  private int decimals(String target) {
    return Numbers.decimals(
        overall.stream()
            .filter(row -> row.target().equals(target))
            .flatMap(ErrorRow::errors)
            .toList(),
        DIGITS);
  }
}
