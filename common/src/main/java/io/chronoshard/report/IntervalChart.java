package io.chronoshard.report;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/**
 * Values with intervals, one row each, over an axis that all rows share. A drawing without a
 * script, in shares of its width, so that it fits any page.
 */
final class IntervalChart {

  /** Ticks of an axis, at most. */
  private static final int MOST_TICKS = 5;

  /** Share of the axis that is left free at an end. */
  private static final double FREE = 0.04;

  private final List<Row> rows;
  private final Axis axis;
  private final double from;
  private final double to;

  /** How a row's value is drawn. */
  enum Shape {
    DOT,
    /** From 0 on. */
    BAR
  }

  /**
   * A row.
   *
   * @param look name of its colour in the style sheet
   * @param value where it is; what is no number is not drawn
   * @param low where its interval begins; what is no number has none
   * @param high where it ends
   * @param number the value as text
   * @param note what is said of it
   */
  record Row(
      String name,
      Shape shape,
      String look,
      double value,
      double low,
      double high,
      String number,
      String note) {}

  /** A line through all rows, with the name of its style. */
  record Line(double at, String style) {}

  /** What ticks say. */
  enum Unit {
    NUMBER,
    /** A share of something, with its sign. */
    CHANGE,
    /** So many times something. */
    TIMES
  }

  /** What all rows lie over. */
  record Axis(List<Line> lines, Unit unit) {

    /** Copies the list. */
    Axis {
      lines = List.copyOf(lines);
    }
  }

  IntervalChart(List<Row> rows, Axis axis) {
    this(rows, axis, rows);
  }

  /**
   * With an axis that some charts share.
   *
   * @param all rows of these charts
   */
  IntervalChart(List<Row> rows, Axis axis, Collection<Row> all) {
    this.rows = List.copyOf(rows);
    this.axis = axis;
    double[] points = points(all, axis);
    double least = DoubleStream.of(points).min().orElse(0);
    double most = DoubleStream.of(points).max().orElse(0);
    double free = most > least ? FREE * (most - least) : 1;
    boolean isFromZero = least == 0 && all.stream().allMatch(row -> row.shape() == Shape.BAR);
    this.from = isFromZero ? 0 : least - free;
    this.to = most + free;
  }

  /** All that is drawn, and 0. */
  private static double[] points(Collection<Row> rows, Axis axis) {
    return Stream.of(
            rows.stream().flatMap(row -> Stream.of(row.value(), row.low(), row.high())),
            axis.lines().stream().map(Line::at),
            Stream.of(0.0))
        .flatMap(points -> points)
        .mapToDouble(Double::doubleValue)
        .filter(Double::isFinite)
        .toArray();
  }

  Html html() {
    Html html = new Html().open("div", "class", "intervals");
    for (Row row : rows) {
      html.open("div")
          .element("span", row.name(), "class", "who")
          .add(drawn(row))
          .element("span", row.number(), "class", "number")
          .element("span", row.note(), "class", "against")
          .close("div");
    }
    return html.open("div", "class", "axis", "aria-hidden", "true")
        .element("span", "", "class", "who")
        .add(ticks())
        .element("span", "", "class", "number")
        .element("span", "", "class", "against")
        .close("div")
        .close("div");
  }

  private Html drawn(Row row) {
    Html svg = new Html().open("svg", "class", "interval", "aria-hidden", "true");
    boolean isKnown = !Double.isNaN(row.value());
    if (isKnown && row.shape() == Shape.BAR) {
      double left = Math.min(share(0), share(row.value()));
      double width = Math.abs(share(row.value()) - share(0));
      svg.open(
              "rect",
              "class",
              "fill-" + row.look(),
              "x",
              percent(left),
              "y",
              "25%",
              "width",
              percent(width),
              "height",
              "50%",
              "rx",
              "2")
          .close("rect");
    }
    axis.lines().forEach(line -> line(svg, line.style(), line.at(), line.at(), "0", "100%"));
    if (!Double.isNaN(row.low()) && !Double.isNaN(row.high())) {
      String style = "whisker line-" + (row.shape() == Shape.BAR ? "interval" : row.look());
      line(svg, style, row.low(), row.high(), "50%", "50%");
      line(svg, style, row.low(), row.low(), "34%", "66%");
      line(svg, style, row.high(), row.high(), "34%", "66%");
    }
    if (isKnown && row.shape() == Shape.DOT) {
      svg.open(
              "circle",
              "class",
              "fill-" + row.look(),
              "cx",
              percent(share(row.value())),
              "cy",
              "50%",
              "r",
              "4.5")
          .close("circle");
    }
    return svg.close("svg");
  }

  private void line(Html svg, String style, double x1, double x2, String y1, String y2) {
    svg.open(
            "line",
            "class",
            style,
            "x1",
            percent(share(x1)),
            "x2",
            percent(share(x2)),
            "y1",
            y1,
            "y2",
            y2)
        .close("line");
  }

  private Html ticks() {
    Html svg = new Html().open("svg", "class", "ticks");
    double spacing = spacing(to - from);
    for (double mark = Math.ceil(from / spacing); mark * spacing <= to; mark++) {
      double share = share(mark * spacing);
      svg.element(
          "text",
          text(mark * spacing, spacing),
          "x",
          percent(share),
          "y",
          "1.1em",
          "text-anchor",
          share < 0.05 ? "start" : share > 0.95 ? "end" : "middle");
    }
    return svg.close("svg");
  }

  /** From one tick to the next: 1, 2 or 5 of some power of ten. */
  static double spacing(double width) {
    double spacing = StrictMath.pow(10, Math.floor(StrictMath.log10(width / MOST_TICKS)));
    for (double times : new double[] {1, 2, 5}) {
      if (width / (times * spacing) <= MOST_TICKS) {
        return times * spacing;
      }
    }
    return 10 * spacing;
  }

  private String text(double value, double spacing) {
    double unit = axis.unit() == Unit.CHANGE ? 100 : 1;
    int decimals = Math.max(0, (int) -Math.floor(StrictMath.log10(spacing * unit) + 1e-9));
    return switch (axis.unit()) {
      case NUMBER -> Numbers.fixed(value, decimals);
      case CHANGE -> Numbers.change(100 * value, decimals) + "%";
      case TIMES -> Numbers.fixed(value, decimals) + "×";
    };
  }

  /** Where on the axis a value lies; what lies beyond it is drawn at its end. */
  private double share(double value) {
    return (Math.max(from, Math.min(to, value)) - from) / (to - from);
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.2f%%", 100 * share);
  }
}
