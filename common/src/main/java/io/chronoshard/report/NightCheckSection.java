package io.chronoshard.report;

import io.chronoshard.config.QualitySettings.Rule;
import io.chronoshard.gate.Check;
import io.chronoshard.gate.Check.Result;
import io.chronoshard.gate.Evidence;
import io.chronoshard.registry.RunStatus;
import io.chronoshard.report.Table.Cell;
import io.chronoshard.report.Table.Column;
import io.chronoshard.report.Table.Tone;
import io.chronoshard.retrain.Finding;
import io.chronoshard.retrain.NightDecision;
import io.chronoshard.retrain.Quality;
import java.util.List;
import java.util.Locale;

/** What must hold whatever the losses are: of challengers, and of the new data. */
final class NightCheckSection {

  private final NightContents contents;

  NightCheckSection(NightContents contents) {
    this.contents = contents;
  }

  Html html() {
    Html html = new Html().element("h3", "The new data");
    contents
        .decision()
        .map(NightDecision::quality)
        .ifPresentOrElse(
            quality -> html.add(findings(quality)),
            () -> html.element("p", "Nothing is written down of it yet."));
    html.element("h3", "The challengers");
    List<Check> checks = contents.evidence().map(Evidence::checks).orElse(List.of());
    html.add(
        checks.isEmpty()
            ? new Html().element("p", "No challenger has come so far as to be checked.")
            : table(checks).html("checks"));
    if (contents.decision().isEmpty() && !contents.parts().isEmpty()) {
      html.element("h3", "How far their training has come").add(parts().html("runs"));
    }
    return html;
  }

  private static Html findings(Quality quality) {
    if (quality.findings().isEmpty()) {
      return new Html()
          .element("p", "Nothing was found in it that is not as it was, by retrain.quality.");
    }
    Table table =
        new Table(Column.text("Found"), Column.text("What follows"), Column.name("What it is"));
    for (Finding finding : quality.findings()) {
      boolean stops = finding.rule() == Rule.STOP;
      table.row(
          List.of(
              Cell.of(words(finding.kind().name())),
              stops ? new Cell("the champion stays", Tone.WORSE) : Cell.of("it is told"),
              Cell.of(finding.sentence())));
    }
    Html html = table.html("findings");
    return quality.untold() == 0
        ? html
        : html.element("p", "And " + Numbers.count(quality.untold()) + " more of the same kinds.");
  }

  private static Table table(List<Check> checks) {
    Table table =
        new Table(
            Column.name("Challenger"),
            Column.name("Check"),
            Column.text("Outcome"),
            Column.name("What was found"));
    for (Check check : checks) {
      table.row(
          List.of(
              Cell.of(check.challenger()),
              Cell.of(check.name()),
              check.result() == Result.PASSED
                  ? new Cell("passed", Tone.BETTER)
                  : new Cell("failed", Tone.WORSE),
              Cell.of(check.text())));
    }
    return table;
  }

  private Table parts() {
    Table table = new Table(Column.name("Run"), Column.text("State"), Column.name("It says"));
    for (RunStatus part : contents.parts()) {
      table.row(part.runId(), words(part.state().name()), part.message());
    }
    return table;
  }

  private static String words(String name) {
    return name.toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
