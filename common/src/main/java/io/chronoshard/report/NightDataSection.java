package io.chronoshard.report;

import io.chronoshard.config.TimeAxis;
import io.chronoshard.report.IntervalChart.Axis;
import io.chronoshard.report.IntervalChart.Line;
import io.chronoshard.report.IntervalChart.Row;
import io.chronoshard.report.IntervalChart.Shape;
import io.chronoshard.report.IntervalChart.Unit;
import io.chronoshard.report.Table.Cell;
import io.chronoshard.report.Table.Column;
import io.chronoshard.report.Table.Tone;
import io.chronoshard.retrain.ChannelChange;
import io.chronoshard.retrain.Finding.Kind;
import io.chronoshard.retrain.NightDecision;
import io.chronoshard.retrain.Quality;
import java.util.Comparator;
import java.util.List;

/** What is new: what became of its rows, and how far each channel is from what it was. */
final class NightDataSection {

  private static final List<Kind> KINDS = List.of(Kind.UNKNOWN, Kind.DEAD, Kind.STEP, Kind.DRIFT);

  /** Channels of a kind that are drawn, those nearest to their limit; the table has all. */
  private static final int DRAWN = 8;

  /** The longest bar, in times of what is allowed. */
  private static final double LONGEST = 2;

  private static final StepText MILLIS = new StepText(TimeAxis.clock(1));

  private final NightContents contents;

  NightDataSection(NightContents contents) {
    this.contents = contents;
  }

  Html html() {
    return contents
        .decision()
        .map(NightDecision::quality)
        .map(NightDataSection::html)
        .orElseGet(() -> new Html().element("p", "Nothing is written down of it yet."));
  }

  private static Html html(Quality quality) {
    Html html =
        new Html()
            .element(
                "p",
                Numbers.count(quality.newSteps(), "step")
                    + " of all series are new since the champion’s data.")
            .element("h3", "Rows that came in since the last decided date");
    html.add(
        quality.rows().read() == 0
            ? new Html().element("p", "There were none.")
            : LedgerSection.rows(quality.rows()));
    html.element("h3", "How far channels are from what they were");
    if (quality.channels().isEmpty()) {
      return html.element("p", "There is too little to compare with.");
    }
    html.element(
        "p",
        "Of each channel the series in which it is furthest, in times of what retrain.quality"
            + " allows there: what lies right of the line is found. Jumps and drifts are in robust"
            + " deviations.");
    html.open("div", "class", "pair");
    for (Kind kind : KINDS) {
      List<ChannelChange> own =
          quality.channels().stream().filter(one -> one.kind() == kind).toList();
      if (!own.isEmpty()) {
        html.add(chart(kind, own));
      }
    }
    return html.close("div").add(table(quality.channels()).html("rows"));
  }

  private static Html chart(Kind kind, List<ChannelChange> own) {
    List<ChannelChange> drawn =
        own.stream()
            .sorted(Comparator.comparingDouble(ChannelChange::share).reversed())
            .limit(DRAWN)
            .toList();
    List<Row> rows =
        drawn.stream()
            .map(
                one ->
                    new Row(
                        one.channel(),
                        Shape.BAR,
                        one.over() > 0 ? "worse" : "champion",
                        Math.max(0, Math.min(LONGEST, one.share())),
                        Double.NaN,
                        Double.NaN,
                        size(one, one.size()),
                        ""))
            .toList();
    return new Html()
        .open("figure")
        .element(
            "figcaption",
            title(kind)
                + (drawn.size() < own.size()
                    ? ", the "
                        + Numbers.count(drawn.size())
                        + " furthest of "
                        + Numbers.count(own.size(), "channel")
                    : ""))
        .add(
            new IntervalChart(rows, new Axis(List.of(new Line(1, "limit-line")), Unit.TIMES))
                .html())
        .close("figure");
  }

  private static Table table(List<ChannelChange> changes) {
    Table table =
        new Table(
            Column.name("Channel"),
            Column.text("Looked at"),
            Column.number("Furthest"),
            Column.number("At most"),
            Column.name("In series"),
            Column.text("From (UTC)"),
            Column.number("Series over"));
    for (ChannelChange one : changes) {
      table.row(
          List.of(
              Cell.of(one.channel()),
              Cell.of(title(one.kind())),
              new Cell(size(one, one.size()), one.over() > 0 ? Tone.WORSE : Tone.PLAIN),
              Cell.of(size(one, one.most())),
              Cell.of(one.series()),
              Cell.of(one.from().map(StepText::time).orElse(Numbers.NONE)),
              Cell.of(Numbers.count(one.over()) + " of " + Numbers.count(one.looked()))));
    }
    return table;
  }

  private static String title(Kind kind) {
    return switch (kind) {
      case UNKNOWN -> "Known at fewer steps";
      case DEAD -> "Stood still";
      case STEP -> "Jumped, in deviations";
      default -> "Drifted, in deviations";
    };
  }

  private static String size(ChannelChange of, double size) {
    return switch (of.kind()) {
      case UNKNOWN -> Numbers.share(Math.max(0, size));
      case DEAD -> MILLIS.span(Math.round(size));
      default -> size == Double.POSITIVE_INFINITY ? "no change before" : Numbers.fixed(size, 1);
    };
  }
}
