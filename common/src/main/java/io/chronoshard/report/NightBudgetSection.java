package io.chronoshard.report;

import io.chronoshard.gate.Decision;
import io.chronoshard.gate.Evidence;
import io.chronoshard.gate.Evidence.Terms;
import io.chronoshard.gate.PastTests;
import io.chronoshard.gate.PastTests.Spent;
import io.chronoshard.report.IntervalChart.Axis;
import io.chronoshard.report.IntervalChart.Line;
import io.chronoshard.report.IntervalChart.Row;
import io.chronoshard.report.IntervalChart.Shape;
import io.chronoshard.report.IntervalChart.Unit;
import io.chronoshard.report.Table.Column;
import io.chronoshard.retrain.NightDecision;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What tests may err together, and what they have spent of it. */
final class NightBudgetSection {

  private final NightContents contents;

  NightBudgetSection(NightContents contents) {
    this.contents = contents;
  }

  Html html() {
    return contents
        .decision()
        .map(this::html)
        .orElseGet(() -> new Html().element("p", "No test was made."));
  }

  private Html html(NightDecision night) {
    PastTests past = night.past();
    List<Spent> before = past.counting(night.date());
    Optional<Spent> own = night.gate().flatMap(Decision::spent);
    double spent = before.stream().mapToDouble(Spent::level).sum();
    Optional<Terms> terms = contents.evidence().flatMap(Evidence::terms);
    Html html =
        new Html()
            .element(
                "p",
                "Each test may err with some probability. All of any 52 weeks together may promote"
                    + " by chance no more often than gate.level says"
                    + terms.map(one -> ", here " + Numbers.probability(one.level())).orElse("")
                    + ", so tests night after night do not add up to false promotions. "
                    + (own.isPresent()
                        ? "This date’s test has spent its share."
                        : "This date has spent nothing."));
    html.add(chart(spent, own, terms));
    List<Spent> tests = new ArrayList<>(before);
    own.ifPresent(tests::add);
    if (tests.isEmpty()) {
      return html;
    }
    Table table =
        new Table(Column.text("Test (UTC)"), Column.number("May err with"), Column.name("Outcome"));
    tests.stream()
        .sorted(Comparator.comparing(Spent::at).reversed())
        .forEach(
            test ->
                table.row(
                    StepText.time(test.at()),
                    Numbers.probability(test.level()),
                    outcome(test, night)));
    return html.element("h3", "Tests of the 52 weeks up to this date").add(table.html("tests"));
  }

  private static Html chart(double before, Optional<Spent> own, Optional<Terms> terms) {
    List<Row> rows = new ArrayList<>();
    rows.add(row("tests before", "champion", before));
    own.ifPresent(test -> rows.add(row("this date’s test", "challenger", test.level())));
    rows.add(row("together", "champion", before + own.map(Spent::level).orElse(0.0)));
    List<Line> lines =
        terms.map(one -> List.of(new Line(one.level(), "limit-line"))).orElse(List.of());
    return new IntervalChart(rows, new Axis(lines, Unit.NUMBER)).html();
  }

  private static Row row(String name, String look, double level) {
    return new Row(
        name, Shape.BAR, look, level, Double.NaN, Double.NaN, Numbers.probability(level), "");
  }

  /** What that date has decided, where it is still there. */
  private String outcome(Spent test, NightDecision own) {
    return test.at().equals(own.date())
        ? ReignSection.outcome(own)
        : contents.nights().stream()
            .filter(night -> night.date().equals(test.at()))
            .findFirst()
            .map(ReignSection::outcome)
            .orElse(Numbers.NONE);
  }
}
