package io.chronoshard.report;

import io.chronoshard.registry.Metrics;
import io.chronoshard.registry.Metrics.Trained;
import io.chronoshard.registry.VersionSummary;
import io.chronoshard.report.Table.Cell;
import io.chronoshard.report.Table.Column;
import io.chronoshard.report.Table.Tone;
import io.chronoshard.train.TrainingHistory.Epoch;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.math3.stat.descriptive.SummaryStatistics;

/** The networks that were trained side by side, how far they are apart, and what they make. */
final class NetworkSection {

  private static final int DIGITS = 4;

  private final Metrics metrics;

  NetworkSection(Metrics metrics) {
    this.metrics = metrics;
  }

  /** Nothing where there is but one network. */
  Html html() {
    Html html = new Html();
    if (metrics.series().isPresent()) {
      return new SeriesSection(metrics.series().get()).html();
    }
    if (metrics.networks().isEmpty()) {
      return html;
    }
    return html.element("h3", "Networks").element("p", summary()).add(table().html());
  }

  private String summary() {
    StringBuilder text = new StringBuilder();
    text.append(Numbers.count(metrics.networks().size(), "network")).append(" were trained. ");
    if (metrics.training().isValidated()) {
      SummaryStatistics errors = new SummaryStatistics();
      metrics.networks().forEach(one -> errors.addValue(error(one)));
      int decimals = decimals();
      text.append("Their validation ")
          .append(measure())
          .append(" is ")
          .append(Numbers.fixed(errors.getMean(), decimals))
          .append(" on average, with a deviation of ")
          .append(Numbers.fixed(errors.getStandardDeviation(), decimals))
          .append(" (")
          .append(Numbers.fixed(errors.getMin(), decimals))
          .append(" to ")
          .append(Numbers.fixed(errors.getMax(), decimals))
          .append("). ");
    }
    return text.append(kept()).toString();
  }

  private String kept() {
    List<Trained> kept = metrics.networks().stream().filter(one -> one.weight() > 0).toList();
    if (kept.size() == 1 && kept.get(0).weight() == 1) {
      return "The best of them is the version.";
    }
    String reached =
        metrics.training().isValidated()
            ? " reaches " + Numbers.fixed(error(metrics.kept()), decimals())
            : " is the version";
    return metrics.weights() == VersionSummary.Weights.GIVEN
        ? "The mean of their outputs" + reached + "."
        : "Their weighted sum"
            + reached
            + ", on the part that the weights were found on: elsewhere it will be higher.";
  }

  private Table table() {
    Table table =
        new Table(
            Column.number("Model"),
            Column.number("Seed"),
            Column.number("Weight"),
            Column.number("Kept epoch"),
            Column.number(measure() + ", validation"));
    for (Trained one : metrics.networks()) {
      Tone tone = one.weight() > 0 ? Tone.BEST : Tone.PLAIN;
      List<Cell> cells = new ArrayList<>();
      for (String text :
          List.of(
              Numbers.count(one.model()),
              Long.toString(one.seed()),
              Numbers.fixed(one.weight(), DIGITS),
              Numbers.count(one.training().kept().epoch()),
              Numbers.fixed(error(one), decimals()))) {
        cells.add(new Cell(text, tone));
      }
      table.row(cells);
    }
    return table;
  }

  private boolean isOfValues() {
    return !Double.isNaN(metrics.kept().validationMae());
  }

  private String measure() {
    return isOfValues() ? "MAE" : "loss";
  }

  private double error(Trained one) {
    return error(one.training().kept());
  }

  private double error(Epoch kept) {
    return isOfValues() ? kept.validationMae() : kept.validationLoss();
  }

  private int decimals() {
    return Numbers.decimals(metrics.networks().stream().map(this::error).toList(), DIGITS);
  }
}
