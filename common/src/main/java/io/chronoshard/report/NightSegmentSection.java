package io.chronoshard.report;

import io.chronoshard.config.GateSettings.Unclear;
import io.chronoshard.gate.Evidence;
import io.chronoshard.gate.Evidence.Terms;
import io.chronoshard.gate.Segment;
import io.chronoshard.gate.SegmentResult;
import io.chronoshard.gate.SegmentResult.Verdict;
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
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Challengers against the champion in each segment, beside the margin. */
final class NightSegmentSection {

  private static final int DIGITS = 4;

  /** Segments of a kind that are drawn, those with the largest difference; the table has all. */
  private static final int DRAWN = 12;

  private final NightContents contents;

  NightSegmentSection(NightContents contents) {
    this.contents = contents;
  }

  Html html() {
    Optional<Terms> terms = contents.evidence().flatMap(Evidence::terms);
    List<SegmentResult> all = contents.evidence().map(Evidence::segments).orElse(List.of());
    if (all.isEmpty() || terms.isEmpty()) {
      boolean isPassed =
          contents
              .decision()
              .flatMap(NightDecision::gate)
              .filter(gate -> gate.promoted().isPresent() && gate.forced().isEmpty())
              .isPresent();
      return new Html()
          .element(
              "p",
              isPassed
                  ? "No segments are told apart (gate.segments)."
                  : "Segments are looked at where a challenger is better than the champion and all"
                      + " baselines. None was.");
    }
    double margin = terms.get().margin();
    Html html =
        new Html()
            .element(
                "p",
                "By what share of the champion’s loss a challenger’s is more: left of 0 is better,"
                    + " and the dashed line is the margin, "
                    + Numbers.percent(margin)
                    + ". Right of it lies an interval, corrected for the number of segments, of"
                    + " what is shown to be worse; left of it of what is shown not to be. "
                    + (terms.get().unclear() == Unclear.STOP
                        ? "What is unclear or too short to tell keeps the champion."
                        : "What is unclear or too short to tell stands in nobody’s way."));
    for (String challenger : all.stream().map(SegmentResult::challenger).distinct().toList()) {
      List<SegmentResult> own =
          all.stream().filter(one -> one.challenger().equals(challenger)).toList();
      html.element("h3", challenger);
      html.add(charts(own, margin)).add(table(own).html("segments"));
    }
    return html;
  }

  private Html charts(List<SegmentResult> results, double margin) {
    Html html = new Html();
    List<Row> all = results.stream().map(this::row).toList();
    Axis axis =
        new Axis(List.of(new Line(0, "zero-line"), new Line(margin, "limit-line")), Unit.CHANGE);
    for (Segment.Kind kind : Segment.Kind.values()) {
      List<SegmentResult> own =
          results.stream().filter(one -> one.segment().kind() == kind).toList();
      List<SegmentResult> drawn = drawn(own);
      if (!drawn.isEmpty()) {
        html.element("h4", title(kind) + of(drawn.size(), own.size()))
            .add(new IntervalChart(drawn.stream().map(this::row).toList(), axis, all).html());
      }
    }
    return html;
  }

  private static String of(int drawn, int all) {
    return drawn == all
        ? ""
        : ", the " + Numbers.count(drawn) + " with the largest difference of " + Numbers.count(all);
  }

  private static List<SegmentResult> drawn(List<SegmentResult> own) {
    return own.size() <= DRAWN
        ? own
        : own.stream()
            .sorted(Comparator.comparingDouble(SegmentResult::excess).reversed())
            .limit(DRAWN)
            .toList();
  }

  private Row row(SegmentResult one) {
    return new Row(
        name(one.segment()),
        Shape.DOT,
        look(one.verdict()),
        one.championLoss() > 0 ? one.excess() : Double.NaN,
        one.low(),
        one.high(),
        difference(one),
        text(one.verdict()));
  }

  private static String difference(SegmentResult one) {
    return one.championLoss() > 0 ? Numbers.percentChange(one.excess()) : Numbers.NONE;
  }

  private Table table(List<SegmentResult> results) {
    int decimals =
        Numbers.decimals(
            results.stream().flatMap(one -> Stream.of(one.loss(), one.championLoss())).toList(),
            DIGITS);
    List<Column> columns =
        new ArrayList<>(
            List.of(
                Column.name("Segment"),
                Column.number("Values"),
                Column.number("Bins of time"),
                Column.number("Loss"),
                Column.number("Champion’s"),
                Column.number("Difference"),
                Column.number("Interval"),
                Column.number("p, worse"),
                Column.number("p, not worse"),
                Column.text("Verdict")));
    Table table = new Table(columns.toArray(Column[]::new));
    for (SegmentResult one : results) {
      table.row(
          List.of(
              Cell.of(name(one.segment())),
              Cell.of(Numbers.count(one.values())),
              Cell.of(Numbers.count(one.filled())),
              Cell.of(Numbers.fixed(one.loss(), decimals)),
              Cell.of(Numbers.fixed(one.championLoss(), decimals)),
              Cell.of(difference(one)),
              Cell.of(
                  Double.isNaN(one.low())
                      ? Numbers.NONE
                      : Numbers.percentChange(one.low())
                          + " to "
                          + Numbers.percentChange(one.high())),
              Cell.of(Numbers.probability(one.pWorse())),
              Cell.of(Numbers.probability(one.pNotWorse())),
              new Cell(text(one.verdict()), tone(one.verdict()))));
    }
    return table;
  }

  private static String title(Segment.Kind kind) {
    return switch (kind) {
      case ALL -> "All";
      case SERIES -> "Series";
      case SEASON -> "Seasons";
      case LEAD -> "Leads";
    };
  }

  /** Leads as spans of time, where the axis is known. */
  private String name(Segment segment) {
    if (segment.kind() != Segment.Kind.LEAD || contents.steps().isEmpty()) {
      return segment.kind() == Segment.Kind.LEAD ? segment.text() : segment.name();
    }
    StepText steps = contents.steps().get();
    return Stream.of(segment.name().split(" to "))
            .map(lead -> steps.span(Long.parseLong(lead)))
            .collect(Collectors.joining(" to "))
        + " ahead";
  }

  private static String look(Verdict verdict) {
    return switch (verdict) {
      case WORSE -> "worse";
      case NOT_WORSE -> "better";
      case UNCLEAR, TOO_FEW -> "muted";
    };
  }

  private static Tone tone(Verdict verdict) {
    return switch (verdict) {
      case WORSE -> Tone.WORSE;
      case NOT_WORSE -> Tone.BETTER;
      case UNCLEAR, TOO_FEW -> Tone.PLAIN;
    };
  }

  private static String text(Verdict verdict) {
    return switch (verdict) {
      case WORSE -> "worse";
      case NOT_WORSE -> "not worse";
      case UNCLEAR -> "unclear";
      case TOO_FEW -> "too short to tell";
    };
  }
}
