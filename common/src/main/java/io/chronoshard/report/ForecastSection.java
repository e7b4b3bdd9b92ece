package io.chronoshard.report;

import io.chronoshard.evaluate.Evaluation.Excerpt;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Forecast beside actual over a stretch of what was evaluated: the chart's frame and its controls.
 */
final class ForecastSection {

  private final List<Excerpt> excerpts;
  private final StepText steps;

  ForecastSection(ReportContents contents) {
    excerpts = contents.evaluation().excerpts();
    steps = contents.steps();
  }

  Html html() {
    if (excerpts.isEmpty()) {
      return new Html()
          .element("p", "The evaluation kept no stretch of forecasts to draw.", "class", "note");
    }
    Html html = new Html().open("div", "class", "controls");
    html.add(choice("series", "Series", Excerpt::series, Function.identity()));
    html.add(choice("target", "Target", Excerpt::target, Function.identity()));
    html.add(
        choice(
            "lead",
            "Forecast made",
            excerpt -> Integer.toString(excerpt.leadSteps()),
            lead -> steps.span(Long.parseLong(lead)) + " before"));
    html.close("div");
    return html.open("div", "id", "forecast-legend", "class", "legend")
        .element("strong", "", "id", "forecast-title")
        .close("div")
        .open("div", "class", "chart tall")
        .open(
            "canvas",
            "id",
            "forecast-chart",
            "tabindex",
            "0",
            "role",
            "img",
            "aria-label",
            "Forecast and actual over time. Arrow keys move, plus and minus zoom.")
        .close("canvas")
        .close("div")
        .open("div", "class", "controls under")
        .element("output", "", "id", "forecast-view")
        .open("span", "class", "buttons")
        .element("button", "−", "type", "button", "data-zoom", "out", "aria-label", "Zoom out")
        .element("button", "+", "type", "button", "data-zoom", "in", "aria-label", "Zoom in")
        .element("button", "All", "type", "button", "data-zoom", "all", "aria-label", "Show all")
        .close("span")
        .close("div");
  }

  /** A choice among what excerpts have; hidden where there is nothing to choose. */
  private Html choice(
      String name, String label, Function<Excerpt, String> value, Function<String, String> text) {
    Map<String, String> options = new LinkedHashMap<>();
    excerpts.stream().map(value).forEach(option -> options.put(option, text.apply(option)));
    Html html = new Html();
    if (options.size() < 2) {
      return html;
    }
    html.open("label").text(label).open("select", "data-choice", name);
    options.forEach((option, shown) -> html.element("option", shown, "value", option));
    return html.close("select").close("label");
  }
}
