package io.chronoshard.report;

import io.chronoshard.config.ChosenWindows;
import io.chronoshard.config.EvaluationSettings.EvaluatedPart;
import io.chronoshard.evaluate.Evaluated;
import io.chronoshard.evaluate.Evaluation.Excerpt;
import io.chronoshard.evaluate.Forecasts;
import io.chronoshard.registry.ModelVersion;
import io.chronoshard.split.Part;
import io.chronoshard.split.Parts;
import io.chronoshard.window.Rows;
import io.chronoshard.window.WindowShape;
import java.util.List;
import java.util.Locale;

/** The answer: does the model beat what it is compared with, by how much, over what. */
final class HeadlineSection {

  /** Targets whose errors are drawn at the top; the table of errors has them all. */
  private static final int MOST_TARGETS = 6;

  private static final int DIGITS = 3;

  private final ReportContents contents;
  private final StepText steps;
  private final List<ErrorRow> overall;

  HeadlineSection(ReportContents contents) {
    this.contents = contents;
    this.steps = contents.steps();
    this.overall = ErrorRow.of(contents.evaluation().overall());
  }

  /** The title of the page's window. */
  String title() {
    return contents.model()
        + " "
        + ModelVersion.name(contents.number())
        + ": "
        + verdict().headline();
  }

  Html html() {
    Verdict verdict = verdict();
    Html html =
        new Html()
            .open("p", "class", "eyebrow")
            .text(contents.model() + " · " + ModelVersion.name(contents.number()))
            .close("p")
            .open("h1", "class", verdict.outcome().name().toLowerCase(Locale.ROOT))
            .text(verdict.headline())
            .close("h1")
            .element("p", verdict.sentence(), "class", "lede");
    verdict.byLead().ifPresent(leads -> html.element("p", leads, "class", "note"));
    if (contents.evaluation().trained() > 0) {
      html.element("p", trainedOn(contents.evaluation().trained()), "class", "note");
    }
    html.open("div", "class", "comparisons");
    overall.stream().limit(MOST_TARGETS).forEach(row -> html.add(comparison(row)));
    html.close("div");
    return html.add(facts());
  }

  Verdict verdict() {
    return Verdict.of(
        overall, ErrorRow.of(contents.evaluation().byLead()), steps, subject(), over());
  }

  private String subject() {
    return "Version " + contents.number() + " of " + contents.model();
  }

  private String over() {
    return String.format(
        Locale.ROOT,
        "%s of %s (%s)",
        Numbers.count(windows(), "window"),
        series(),
        part().toLowerCase(Locale.ROOT) + period(", "));
  }

  private long windows() {
    return contents.evaluation().windows().used() - contents.evaluation().withoutNaive();
  }

  private String series() {
    long count = contents.evaluation().series().count();
    List<Excerpt> excerpts = contents.evaluation().excerpts();
    return count == 1 && !excerpts.isEmpty()
        ? "the series " + excerpts.get(0).series()
        : Numbers.count(count) + " series";
  }

  /** What of a history was evaluated. */
  private String part() {
    Evaluated over = contents.evaluation().over();
    String part =
        switch (over.part()) {
          case TEST -> "Test part";
          case VALIDATION -> "Validation part";
          case ALL -> "Whole history";
        };
    return over.windows() == ChosenWindows.ALL ? part : part + ", newest windows";
  }

  /** When that is; nothing of a whole history, which may be another one than the version's. */
  private String period(String before) {
    Evaluated over = contents.evaluation().over();
    return over.part() == EvaluatedPart.ALL
        ? ""
        : before + steps.period(contents.pipeline().parts().cut(over.place()));
  }

  private String trainedOn(long windows) {
    return Numbers.count(windows)
        + " of the possible windows lie in the part that the version was trained on: of new data the errors tell little.";
  }

  /** Bars of the error by which forecasts are compared, one per forecaster. */
  private static Html comparison(ErrorRow row) {
    int decimals = Numbers.decimals(row.errors().toList(), DIGITS);
    double longest = row.errors().filter(Double::isFinite).max(Double::compare).orElse(0.0);
    Html html =
        new Html()
            .open("div", "class", "comparison")
            .element("h2", capital(row.measure()) + " of " + row.target())
            .open("div", "class", "bars");
    for (Forecasts forecaster : row.entries().keySet()) {
      double mae = row.error(forecaster);
      double share = longest > 0 && Double.isFinite(mae) ? mae / longest : 0;
      html.open("div")
          .element("span", forecaster.label(), "class", "who")
          .add(bar(forecaster, share))
          .element("span", Numbers.fixed(mae, decimals), "class", "number")
          .element(
              "span", forecaster.areTheModels() ? "" : against(row, forecaster), "class", "against")
          .close("div");
    }
    return html.close("div").close("div");
  }

  private static String capital(String text) {
    return Character.toUpperCase(text.charAt(0)) + text.substring(1);
  }

  private static String against(ErrorRow row, Forecasts baseline) {
    double change = row.change(baseline);
    if (!Double.isFinite(change)) {
      return "";
    }
    return change == 0
        ? "as good as the model"
        : "model " + Numbers.percent(change) + (change < 0 ? " lower" : " higher");
  }

  /** A drawing, because a style attribute is what the page's policy forbids. */
  private static Html bar(Forecasts forecaster, double share) {
    return new Html()
        .open("svg", "class", "bar", "aria-hidden", "true")
        .open(
            "rect",
            "class",
            forecaster.areTheModels() ? "model" : "naive",
            "width",
            String.format(Locale.ROOT, "%.2f%%", share * 100),
            "height",
            "100%",
            "rx",
            "2")
        .close("rect")
        .close("svg");
  }

  private Html facts() {
    Html html = new Html().open("dl", "class", "facts");
    fact(html, "Forecast", forecast());
    String when = period("");
    fact(html, when.isEmpty() ? "Evaluated on" : part(), when.isEmpty() ? part() : when);
    fact(html, "Windows compared", Numbers.count(windows()));
    fact(html, "Network", network());
    fact(html, "Trained on", trained());
    return html.close("dl");
  }

  private static void fact(Html html, String name, String value) {
    html.open("div").element("dt", name).element("dd", value).close("div");
  }

  private String forecast() {
    WindowShape window = contents.window();
    String first = steps.span(window.lead());
    int leads = window.heads().get(0).count();
    if (window.heads().size() == 1 && leads == 1) {
      return first + " ahead";
    }
    return (window.heads().size() == 1
            ? Numbers.count(leads, "lead")
            : Numbers.count(window.heads().size(), "output"))
        + ", "
        + first
        + " to "
        + steps.span(window.heads().stream().mapToInt(Rows::last).max().orElseThrow())
        + " ahead";
  }

  private String network() {
    return Numbers.count(contents.parameters(), "parameter");
  }

  private String trained() {
    Parts parts = contents.pipeline().parts();
    return parts.assignment() == Parts.Assignment.BY_SERIES
        ? "other series"
        : steps.period(parts.cut(Part.TRAINING));
  }
}
