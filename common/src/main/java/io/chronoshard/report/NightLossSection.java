package io.chronoshard.report;

import io.chronoshard.gate.Comparison;
import io.chronoshard.gate.Comparison.Role;
import io.chronoshard.gate.Evidence;
import io.chronoshard.gate.Evidence.Beside;
import io.chronoshard.gate.Evidence.MeanLoss;
import io.chronoshard.report.IntervalChart.Axis;
import io.chronoshard.report.IntervalChart.Line;
import io.chronoshard.report.IntervalChart.Row;
import io.chronoshard.report.IntervalChart.Shape;
import io.chronoshard.report.IntervalChart.Unit;
import io.chronoshard.report.Table.Cell;
import io.chronoshard.report.Table.Column;
import io.chronoshard.report.Table.Tone;
import io.chronoshard.retrain.NightDecision;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Losses of the champion, challengers and baselines, and what their differences amount to. */
final class NightLossSection {

  private static final int DIGITS = 4;

  private final NightContents contents;

  NightLossSection(NightContents contents) {
    this.contents = contents;
  }

  Html html() {
    Html html = new Html();
    Optional<NightDecision> decision = contents.decision();
    Optional<Evidence> evidence = contents.evidence().filter(one -> !one.losses().isEmpty());
    if (decision.isPresent() && evidence.isPresent()) {
      html.add(compared(decision.get().champion().name(), evidence.get()));
    } else {
      html.element("p", "No losses were compared.");
    }
    decision.ifPresent(
        night ->
            night
                .leftOut()
                .forEach(
                    one ->
                        html.element(
                            "p",
                            "Left out, " + one.challenger() + ": " + one.why(),
                            "class",
                            "note")));
    return html;
  }

  private static Html compared(String champion, Evidence evidence) {
    double whole = loss(evidence, champion);
    Html html = new Html();
    html.element(
        "p",
        "Mean losses over the very same windows; each target’s error is divided by its scale, so"
            + " they have no unit, and less is better. The line is the champion. A whisker is the"
            + " 95% interval of what the champion’s loss and the difference from it come to.");
    html.add(losses(champion, whole, evidence).html());
    if (evidence.comparisons().isEmpty()) {
      return html.element("p", "There was too little for a test, so nothing more is compared.");
    }
    List<Comparison> all = evidence.comparisons();
    html.element("h3", "Against the champion")
        .element("p", "Difference of the loss as a share of the champion’s: left of 0 is better.")
        .add(differences(all.stream().filter(one -> one.role() == Role.CHAMPION).toList()));
    List<Comparison> baselines = all.stream().filter(one -> one.role() == Role.BASELINE).toList();
    if (!baselines.isEmpty()) {
      html.element("h3", "Against baselines")
          .element("p", "The same as a share of the baseline’s loss.")
          .add(differences(baselines));
    }
    return html.element("h3", "The tests")
        .element(
            "p",
            "p is how often chance alone gives as large a gain, to any of the challengers where the"
                + " other is the champion. Against the champion it may not exceed what the test"
                + " spends of the budget; 0 where no test was due.")
        .add(tests(all).html("comparisons"));
  }

  private static double loss(Evidence evidence, String contender) {
    return evidence.losses().stream()
        .filter(one -> one.contender().equals(contender))
        .mapToDouble(MeanLoss::loss)
        .findFirst()
        .orElse(Double.NaN);
  }

  private static IntervalChart losses(String champion, double whole, Evidence evidence) {
    int decimals =
        Numbers.decimals(evidence.losses().stream().map(MeanLoss::loss).toList(), DIGITS);
    List<Row> rows = new ArrayList<>();
    for (MeanLoss one : ordered(champion, evidence)) {
      double[] gain = gain(one.contender(), evidence);
      boolean isChampion = one.contender().equals(champion);
      boolean isBaseline = !isChampion && challengers(evidence).noneMatch(one.contender()::equals);
      rows.add(
          new Row(
              one.contender(),
              Shape.BAR,
              isChampion ? "champion" : isBaseline ? "baseline" : "challenger",
              one.loss(),
              whole - gain[1],
              whole - gain[0],
              Numbers.fixed(one.loss(), decimals),
              isChampion ? "champion" : against(one, whole)));
    }
    return new IntervalChart(
        rows, new Axis(List.of(new Line(whole, "champion-line")), Unit.NUMBER));
  }

  /** Challengers that have passed all checks. */
  private static Stream<String> challengers(Evidence evidence) {
    return Stream.concat(
        evidence.ranking().stream(), evidence.checks().stream().map(check -> check.challenger()));
  }

  /** The champion, then challengers and baselines, each with the least loss first. */
  private static List<MeanLoss> ordered(String champion, Evidence evidence) {
    List<String> challengers = challengers(evidence).toList();
    return evidence.losses().stream()
        .sorted(
            Comparator.comparing((MeanLoss one) -> !one.contender().equals(champion))
                .thenComparing(one -> !challengers.contains(one.contender()))
                .thenComparing(MeanLoss::loss))
        .toList();
  }

  /** Between what its gain over the champion lies; no numbers where that is not known. */
  private static double[] gain(String contender, Evidence evidence) {
    Stream<Beside> challengers =
        evidence.comparisons().stream()
            .filter(one -> one.role() == Role.CHAMPION)
            .map(one -> new Beside(one.challenger(), one.low(), one.high()));
    return Stream.concat(challengers, evidence.baselines().stream())
        .filter(one -> one.contender().equals(contender))
        .map(one -> new double[] {one.low(), one.high()})
        .findFirst()
        .orElse(new double[] {Double.NaN, Double.NaN});
  }

  private static String against(MeanLoss one, double whole) {
    String missed = one.missed() > 0 ? ", misses " + Numbers.count(one.missed(), "window") : "";
    if (!(whole > 0)) {
      return missed;
    }
    double change = one.loss() / whole - 1;
    return (change == 0
            ? "as the champion"
            : Numbers.percent(change) + (change < 0 ? " lower" : " higher"))
        + missed;
  }

  private static Html differences(List<Comparison> comparisons) {
    List<Row> rows =
        comparisons.stream()
            .filter(one -> one.otherLoss() > 0)
            .map(
                one ->
                    new Row(
                        one.role() == Role.CHAMPION
                            ? one.challenger()
                            : one.challenger() + " against " + one.other(),
                        Shape.DOT,
                        one.isBetter() ? "better" : "muted",
                        -one.gain() / one.otherLoss(),
                        -one.high() / one.otherLoss(),
                        -one.low() / one.otherLoss(),
                        Numbers.percentChange(-one.gain() / one.otherLoss()),
                        one.isBetter() ? "better by more than chance" : "not shown to be better"))
            .toList();
    return new IntervalChart(rows, new Axis(List.of(new Line(0, "zero-line")), Unit.CHANGE)).html();
  }

  private static Table tests(List<Comparison> comparisons) {
    int decimals =
        Numbers.decimals(
            comparisons.stream().flatMap(one -> Stream.of(one.loss(), one.otherLoss())).toList(),
            DIGITS);
    Table table =
        new Table(
            Column.name("Challenger"),
            Column.name("Against"),
            Column.number("Loss"),
            Column.number("Other’s loss"),
            Column.number("Difference"),
            Column.number("95% interval"),
            Column.number("p"),
            Column.number("p at most"));
    for (Comparison one : comparisons) {
      boolean isShare = one.otherLoss() > 0;
      table.row(
          List.of(
              Cell.of(one.challenger()),
              Cell.of(one.other()),
              Cell.of(Numbers.fixed(one.loss(), decimals)),
              Cell.of(Numbers.fixed(one.otherLoss(), decimals)),
              new Cell(
                  isShare ? Numbers.percentChange(-one.gain() / one.otherLoss()) : Numbers.NONE,
                  one.isBetter() ? Tone.BETTER : Tone.PLAIN),
              Cell.of(
                  isShare
                      ? Numbers.percentChange(-one.high() / one.otherLoss())
                          + " to "
                          + Numbers.percentChange(-one.low() / one.otherLoss())
                      : Numbers.NONE),
              Cell.of(Numbers.probability(one.p())),
              Cell.of(Numbers.probability(one.level()))));
    }
    return table;
  }
}
