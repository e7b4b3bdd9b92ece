package io.chronoshard.jobs.evaluate;

import io.chronoshard.config.ChosenWindows;
import io.chronoshard.config.TimeAxis;
import io.chronoshard.evaluate.Evaluation;
import io.chronoshard.evaluate.Evaluation.Entry;
import io.chronoshard.evaluate.SeriesSpread;
import io.chronoshard.jobs.cli.TextTable;
import io.chronoshard.model.baseline.ResidualCheck;
import io.chronoshard.registry.ModelVersion;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** An evaluation as a terminal shows it. */
record EvaluationText(Evaluation evaluation, TimeAxis axis) {

  /** Series that the table shows at most. */
  private static final int SHOWN_SERIES = 20;

  /** Inputs that are named as leaving their range at most; the JSON has all. */
  private static final int SHOWN_INPUTS = 5;

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            "%s over %s of %s (%d possible; dropped: %d unknown inputs, %d unknown targets, %d"
                + " unknown baselines)%n%n",
            ModelVersion.name(evaluation.modelVersion()),
            windows(evaluation.windows().used() - evaluation.withoutNaive()),
            evaluation.over().name(),
            evaluation.windows().possible(),
            evaluation.windows().unknownInput(),
            evaluation.windows().unknownTarget(),
            evaluation.withoutNaive()));
    if (evaluation.trained() > 0) {
      text.append(evaluation.trained())
          .append(" of the possible windows lie in the part that it was trained on\n\n");
    }
    text.append(table(evaluation.overall(), "")).append('\n');
    FurtherText.of(evaluation.overall()).forEach(more -> text.append('\n').append(more));
    evaluation
        .alarms()
        .ifPresent(alarms -> text.append('\n').append(new AlarmText(alarms, axis)).append('\n'));
    if (evaluation.losses().heads().size() > 1) {
      text.append('\n').append(losses(evaluation.losses())).append('\n');
    }
    if (!evaluation.byLead().isEmpty()) {
      text.append('\n').append(table(evaluation.byLead(), "lead")).append('\n');
    }
    if (!evaluation.bySeries().isEmpty()) {
      List<String> names = evaluation.bySeries().stream().map(Entry::series).distinct().toList();
      List<String> shown = names.subList(0, Math.min(SHOWN_SERIES, names.size()));
      List<Entry> entries =
          evaluation.bySeries().stream().filter(entry -> shown.contains(entry.series())).toList();
      text.append('\n').append(table(entries, "series")).append('\n');
      long more = evaluation.series().count() - shown.size();
      if (more > 0) {
        text.append("and ").append(more).append(" more series, ").append(where()).append('\n');
      }
    }
    if (evaluation.series().isOfMany()) {
      text.append('\n').append(spread(evaluation.series())).append('\n');
    }
    if (!evaluation.residuals().isEmpty()) {
      text.append('\n').append(residuals()).append('\n');
    }
    if (evaluation.outside().windows() > 0) {
      text.append('\n').append(outside(evaluation.outside()));
    }
    return text.toString().stripTrailing();
  }

  private String where() {
    return evaluation.series().isOfMany()
        ? "these being the worst; the best are in the JSON, and all in the table "
            + EvaluateJob.SERIES
            + " of the run's folder"
        : "in the JSON";
  }

  /** How errors lie over series: a line for each target and forecaster. */
  private static String spread(SeriesSpread series) {
    List<String> header = new ArrayList<>(List.of("target", "forecast"));
    SeriesSpread.names().forEach(name -> header.add(" " + name));
    TextTable table = new TextTable(header.toArray(String[]::new));
    for (SeriesSpread.Spread one : series.spreads()) {
      List<String> cells = new ArrayList<>(List.of(one.target(), one.forecaster().label()));
      one.quantiles().forEach(quantile -> cells.add(number(quantile)));
      table.row(cells.toArray(String[]::new));
    }
    return "errors of " + series.count() + " series\n" + table;
  }

  private String windows(long compared) {
    return evaluation.over().windows() == ChosenWindows.NEWEST
        ? "the newest windows of " + compared + " series"
        : compared + " windows";
  }

  /** The loss of the model, then the loss and the metrics of each head. */
  private static String losses(Evaluation.Losses losses) {
    TextTable table = new TextTable("output", "measure", " value");
    table.row("all, by their weights", "loss", number(losses.total()));
    for (Evaluation.HeadErrors head : losses.heads()) {
      table.row(head.head(), "loss", number(head.loss()));
      new TreeMap<>(head.metrics())
          .forEach((metric, value) -> table.row(head.head(), metric, number(value)));
    }
    return table.toString();
  }

  /** One row per target. */
  private String residuals() {
    TextTable table =
        new TextTable(
            "autoregression of",
            " residuals",
            " mean",
            " deviation",
            " correlation with the step before",
            " p of Ljung and Box",
            "");
    for (ResidualCheck check : evaluation.residuals()) {
      table.row(
          check.target(),
          String.valueOf(check.count()),
          number(check.mean()),
          number(check.deviation()),
          number(check.correlation()),
          Double.isNaN(check.pValue()) ? "–" : number(check.pValue()),
          check.finding());
    }
    return table.toString();
  }

  private String outside(Evaluation.Outside outside) {
    String inputs =
        outside.inputs().stream()
            .sorted(Comparator.comparingLong(Evaluation.OutsideInput::windows).reversed())
            .limit(SHOWN_INPUTS)
            .map(
                input ->
                    String.format(
                        Locale.ROOT,
                        "%s (%d; trained on %s to %s)",
                        input.name(),
                        input.windows(),
                        plain(input.minimum()),
                        plain(input.maximum())))
            .collect(Collectors.joining(", "));
    return String.format(
        Locale.ROOT,
        "%d of these windows leave the range that an input had in the training part: %s%s. A network has never seen their"
            + " like and rarely goes on beyond it; train on a history that holds such values, or forecast"
            + " a change: window.targets = [{ type = difference, channel = ... }].%n%n%s%n",
        outside.windows(),
        inputs,
        outside.inputs().size() > SHOWN_INPUTS
            ? " and " + (outside.inputs().size() - SHOWN_INPUTS) + " more inputs"
            : "",
        table(outside.errors(), ""));
  }

  /** As short as tells floats apart. */
  private static String plain(double value) {
    return Float.toString((float) value);
  }

  /** One row per entry; {@code by} names the column that tells entries apart, or is empty. */
  private String table(List<Entry> entries, String by) {
    TextTable table =
        by.isEmpty()
            ? new TextTable("target", "forecast", " MAE", " RMSE", " bias")
            : new TextTable("target", by, "forecast", " MAE", " RMSE", " bias");
    for (Entry entry : entries) {
      String mae = number(entry.mae());
      String rmse = number(entry.rmse());
      String bias = number(entry.bias());
      if (by.isEmpty()) {
        table.row(entry.target(), entry.forecaster().label(), mae, rmse, bias);
      } else {
        String key = by.equals("lead") ? axis.text(entry.leadSteps()) : entry.series();
        table.row(entry.target(), key, entry.forecaster().label(), mae, rmse, bias);
      }
    }
    return table.toString();
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.5f", value);
  }
}
