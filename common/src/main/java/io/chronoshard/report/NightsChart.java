package io.chronoshard.report;

import io.chronoshard.registry.ModelVersion;
import io.chronoshard.retrain.NightDecision;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** Losses from one date to the next, with the promotions; a drawing without a script. */
final class NightsChart {

  /** Where the drawing lies, in percent of the chart. */
  private static final double LEFT = 7;

  private static final double RIGHT = 98.5;
  private static final double TOP = 12;
  private static final double BOTTOM = 92;

  /** Of more dates no dots are drawn. */
  private static final int DOTTED = 60;

  /** Labels of promotions, at most. */
  private static final int LABELS = 8;

  private final List<NightDecision> nights;
  private final List<NightLosses> judged;
  private final double least;
  private final double most;

  /**
   * Of some dates.
   *
   * @param nights all of them, the oldest first
   * @param judged those with losses, two at least
   */
  NightsChart(List<NightDecision> nights, List<NightLosses> judged) {
    this.nights = nights;
    this.judged = judged;
    List<Double> all = judged.stream().flatMap(NightLosses::all).filter(Double::isFinite).toList();
    double low = all.stream().min(Double::compare).orElse(0.0);
    double high = all.stream().max(Double::compare).orElse(1.0);
    double free = high > low ? 0.06 * (high - low) : 0.5;
    this.least = low - free;
    this.most = high + free;
  }

  Html html() {
    Html svg =
        new Html()
            .open(
                "svg",
                "class",
                "nights",
                "role",
                "img",
                "aria-label",
                "Losses of champion, best challenger and best baseline by date");
    ticks(svg);
    promotions(svg);
    line(svg, "baseline", NightLosses::baseline);
    line(svg, "challenger", NightLosses::challenger);
    line(svg, "champion", night -> Optional.of(night.champion()));
    unjudged(svg);
    svg.close("svg");
    Html html = new Html().open("figure").add(legend()).add(svg);
    return html.open("div", "class", "ends", "aria-hidden", "true")
        .element("span", StepText.minute(nights.get(0).date()))
        .element("span", StepText.minute(nights.get(nights.size() - 1).date()))
        .close("div")
        .close("figure");
  }

  private static Html legend() {
    Html html = new Html().open("p", "class", "keys");
    for (String name : List.of("champion", "best challenger", "best baseline", "not judged")) {
      html.open("span")
          .open("svg", "class", "key", "aria-hidden", "true")
          .open(
              "line",
              "class",
              "night-" + name.replace("best ", "").replace("not judged", "unjudged"),
              "x1",
              "0",
              "x2",
              "100%",
              "y1",
              "50%",
              "y2",
              "50%")
          .close("line")
          .close("svg")
          .text(name)
          .close("span");
    }
    return html.close("p");
  }

  private void ticks(Html svg) {
    double spacing = IntervalChart.spacing(most - least);
    int decimals = Numbers.decimals(List.of(spacing), 1);
    for (double mark = Math.ceil(least / spacing); mark * spacing <= most; mark++) {
      double value = mark * spacing;
      line(svg, "grid", LEFT, y(value), RIGHT, y(value));
      svg.element(
          "text",
          Numbers.fixed(value, decimals),
          "x",
          percent(LEFT - 1),
          "y",
          percent(y(value)),
          "dy",
          "0.35em",
          "text-anchor",
          "end");
    }
  }

  /** With the names of the newest ones. */
  private void promotions(Html svg) {
    List<NightDecision> promoting =
        nights.stream().filter(night -> night.promoted().isPresent()).toList();
    for (int i = 0; i < promoting.size(); i++) {
      NightDecision night = promoting.get(i);
      double x = x(night.date());
      line(svg, "promotion", x, TOP - 4, x, BOTTOM);
      if (i >= promoting.size() - LABELS) {
        svg.element(
            "text",
            night.promoted().map(ModelVersion::name).orElse(""),
            "x",
            percent(x),
            "y",
            percent(TOP - 6),
            "text-anchor",
            x < LEFT + 5 ? "start" : x > RIGHT - 5 ? "end" : "middle");
      }
    }
  }

  private void line(Html svg, String look, Function<NightLosses, Optional<Double>> value) {
    Optional<NightLosses> before = Optional.empty();
    for (NightLosses night : judged) {
      Optional<Double> own = value.apply(night).filter(Double::isFinite);
      if (own.isEmpty()) {
        before = Optional.empty();
        continue;
      }
      double x = x(night.night().date());
      before.ifPresent(
          one ->
              line(
                  svg,
                  "night-" + look,
                  x(one.night().date()),
                  y(value.apply(one).orElseThrow()),
                  x,
                  y(own.get())));
      if (judged.size() <= DOTTED) {
        svg.open(
                "circle",
                "class",
                "dot-" + look,
                "cx",
                percent(x),
                "cy",
                percent(y(own.get())),
                "r",
                "3")
            .close("circle");
      }
      before = Optional.of(night);
    }
  }

  /** Dates without losses. */
  private void unjudged(Html svg) {
    List<Instant> seen = judged.stream().map(one -> one.night().date()).toList();
    nights.stream()
        .map(NightDecision::date)
        .filter(date -> !seen.contains(date))
        .forEach(date -> line(svg, "night-unjudged", x(date), BOTTOM - 4, x(date), BOTTOM));
  }

  private static void line(Html svg, String look, double x1, double y1, double x2, double y2) {
    svg.open(
            "line",
            "class",
            look,
            "x1",
            percent(x1),
            "y1",
            percent(y1),
            "x2",
            percent(x2),
            "y2",
            percent(y2))
        .close("line");
  }

  private double x(Instant date) {
    double first = nights.get(0).date().getEpochSecond();
    double last = nights.get(nights.size() - 1).date().getEpochSecond();
    return LEFT + (RIGHT - LEFT) * (date.getEpochSecond() - first) / Math.max(1, last - first);
  }

  private double y(double value) {
    return BOTTOM - (BOTTOM - TOP) * (value - least) / (most - least);
  }

  private static String percent(double value) {
    return String.format(Locale.ROOT, "%.2f%%", value);
  }
}
