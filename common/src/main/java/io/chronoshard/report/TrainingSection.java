package io.chronoshard.report;

import io.chronoshard.registry.ModelVersion;
import io.chronoshard.report.Table.Cell;
import io.chronoshard.report.Table.Column;
import io.chronoshard.report.Table.Tone;
import io.chronoshard.train.TrainingHistory;
import io.chronoshard.train.TrainingHistory.Epoch;
import io.chronoshard.train.plan.Comparison;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/** Training and validation error by epoch, which epoch was kept, and why training ended. */
final class TrainingSection {

  private static final int DIGITS = 4;

  private final TrainingHistory training;
  private final List<String> targets;
  private final Optional<String> start;
  private final Optional<Comparison> planned;

  TrainingSection(ReportContents contents) {
    training = contents.training();
    targets = contents.pipeline().targets();
    start = contents.provenance().start().map(from -> ModelVersion.name(from.version()));
    planned = contents.planned();
  }

  Html html() {
    String unit =
        targets.size() == 1 ? "in the unit of " + targets.get(0) : "each target in its own unit";
    Html charts =
        new Html()
            .open("div", "class", "pair")
            .add(chart("Loss, scaled", "loss-chart", "Loss of training and validation by epoch."));
    if (isOfValues()) {
      charts.add(
          chart(
              "Validation error, " + unit,
              "validation-chart",
              "Mean absolute error and root mean squared error of validation by epoch."));
    }
    return new Html()
        .element("p", summary())
        .add(charts.close("div"))
        .open("details")
        .element("summary", "Table of " + Numbers.count(training.epochs().size(), "epoch"))
        .add(table().html())
        .close("details")
        .add(planned.map(comparison -> new PlanSection(comparison).html()).orElseGet(Html::new));
  }

  /** Whether there are errors in units, not probabilities alone. */
  private boolean isOfValues() {
    return !Double.isNaN(training.kept().validationMae());
  }

  private String summary() {
    String end =
        switch (training.end()) {
          case EPOCHS -> "all that were allowed";
          case PATIENCE -> "when the watched error no longer improved";
        };
    return "Training saw "
        + Numbers.count(training.trainingWindows(), "window")
        + " in every epoch and was judged by "
        + (training.isValidated()
            ? Numbers.count(training.validationWindows(), "window") + " of the validation part"
            : "none: it had no validation part")
        + ". It ended after "
        + Numbers.count(training.epochs().size(), "epoch")
        + ", "
        + end
        + ". "
        + kept()
        + start.map(this::before).orElse("");
  }

  /** What it began from, and how good that was before the first step. */
  private String before(String version) {
    return " It began from "
        + version
        + " with its updater's state; scaling and categories are those of that version"
        + (training.start().isEmpty()
            ? "."
            : ", and epoch 0 is what it came to before the first step.");
  }

  /** Where nothing is watched, the last epoch passes for the best one. */
  private String kept() {
    int last = training.epochs().get(training.epochs().size() - 1).epoch();
    boolean isOneTheBest = training.isValidated() || training.bestEpoch() != last;
    String best = "Epoch " + Numbers.count(training.bestEpoch()) + " was the best";
    if (training.averaged() > 1) {
      return (isOneTheBest ? best + "; the" : "The")
          + " mean of the last "
          + Numbers.count(training.averaged(), "epoch")
          + " was kept.";
    }
    if (!isOneTheBest) {
      return "The last epoch was kept.";
    }
    return training.kept().epoch() == training.bestEpoch()
        ? best + " and is the one that was kept."
        : best + "; the last one was kept.";
  }

  private static Html chart(String title, String id, String description) {
    return new Html()
        .open("figure")
        .element("figcaption", title)
        .open("div", "class", "chart small")
        .open("canvas", "id", id, "role", "img", "aria-label", description)
        .close("canvas")
        .close("div")
        .close("figure");
  }

  private Table table() {
    List<Measure> measures = measures();
    List<Column> columns = new ArrayList<>(List.of(Column.text("Epoch")));
    measures.forEach(measure -> columns.add(Column.number(measure.name)));
    Table table = new Table(columns.toArray(Column[]::new));
    for (Epoch epoch : all()) {
      boolean best = training.averaged() == 1 && epoch.epoch() == training.kept().epoch();
      Tone tone = best ? Tone.BEST : Tone.PLAIN;
      List<Cell> cells = new ArrayList<>();
      cells.add(new Cell(Numbers.count(epoch.epoch()) + (best ? ", kept" : ""), tone));
      for (Measure measure : measures) {
        double value = measure.value.applyAsDouble(epoch);
        cells.add(new Cell(Numbers.fixed(value, measure.decimals), tone));
      }
      table.row(cells);
    }
    return table;
  }

  /** All epochs, and before them what training began from. */
  private List<Epoch> all() {
    return Stream.concat(training.start().stream(), training.epochs().stream()).toList();
  }

  /** A column of the table. */
  private record Measure(String name, ToDoubleFunction<Epoch> value, int decimals) {}

  private List<Measure> measures() {
    int loss = decimals(Epoch::trainingLoss, Epoch::validationLoss);
    List<Measure> measures = new ArrayList<>();
    measures.add(new Measure("Loss, training", Epoch::trainingLoss, loss));
    measures.add(new Measure("Loss, validation", Epoch::validationLoss, loss));
    if (isOfValues() || !training.isValidated()) {
      int error = decimals(Epoch::validationMae, Epoch::validationRmse);
      measures.add(new Measure("MAE, validation", Epoch::validationMae, error));
      measures.add(new Measure("RMSE, validation", Epoch::validationRmse, error));
    }
    for (String name : new TreeSet<>(training.epochs().get(0).further().keySet())) {
      ToDoubleFunction<Epoch> value = epoch -> epoch.further().getOrDefault(name, Double.NaN);
      measures.add(new Measure(name + ", validation", value, decimals(value, value)));
    }
    return measures;
  }

  private int decimals(ToDoubleFunction<Epoch> one, ToDoubleFunction<Epoch> other) {
    return Numbers.decimals(
        all().stream()
            .flatMap(epoch -> Stream.of(one.applyAsDouble(epoch), other.applyAsDouble(epoch)))
            .toList(),
        DIGITS);
  }
}
