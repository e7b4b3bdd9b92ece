package io.chronoshard.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.chronoshard.config.InputSettings;
import io.chronoshard.config.TimeAxis;
import io.chronoshard.registry.Json;
import io.chronoshard.registry.ModelVersion;
import io.chronoshard.registry.Pipeline;
import io.chronoshard.registry.Provenance;
import io.chronoshard.report.Table.Column;
import io.chronoshard.split.Interval;
import io.chronoshard.split.Part;
import io.chronoshard.split.Parts;
import io.chronoshard.window.WindowShape;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the version is and where it comes from, so that it can be made again. */
final class ModelSection {

  private final ReportContents contents;
  private final StepText steps;

  ModelSection(ReportContents contents) {
    this.contents = contents;
    this.steps = contents.steps();
  }

  Html html() {
    return new Html()
        .element("h3", "Layers")
        .add(new LayerSection(contents.provenance().models()).html())
        .add(new NetworkSection(contents.metrics()).html())
        .element("h3", "Parts")
        .add(parts())
        .element("h3", "Windows")
        .element("p", window())
        .add(columns())
        .element("h3", "Provenance")
        .add(provenance())
        .open("details")
        .element("summary", "Configuration")
        .element("pre", configuration())
        .close("details");
  }

  private Html parts() {
    Parts parts = contents.pipeline().parts();
    if (parts.assignment() == Parts.Assignment.BY_SERIES) {
      Table table = new Table(Column.text("Part"), Column.name("Series"));
      table.row("training", "all others");
      for (Part part : List.of(Part.VALIDATION, Part.TEST)) {
        List<String> names =
            parts.assigned().entrySet().stream()
                .filter(assigned -> assigned.getValue() == part)
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
        table.row(name(part), String.join(", ", names));
      }
      return table.html();
    }
    Table table =
        new Table(
            Column.text("Part"),
            Column.text(steps.isClock() ? "From (UTC)" : "From"),
            Column.text("To, not included"),
            Column.number("Steps"));
    for (Part part : Part.values()) {
      Interval cut = parts.cut(part);
      table.row(
          name(part),
          cut.isEmpty() ? Numbers.NONE : steps.time(cut.from()),
          cut.isEmpty() ? Numbers.NONE : steps.time(cut.to()),
          Numbers.count(cut.steps()));
    }
    return table.html();
  }

  private static String name(Part part) {
    return switch (part) {
      case TRAINING -> "training";
      case VALIDATION -> "validation";
      case TEST -> "test";
    };
  }

  private String window() {
    WindowShape window = contents.window();
    WindowText text = new WindowText(window, contents.pipeline().ends(), steps);
    String inputs = text.inputs();
    String targets = text.targets();
    String origins = ". Origins are " + steps.span(window.stride()) + " apart. ";
    String reach =
        switch (contents.pipeline().parts().inputs()) {
          case BEFORE -> "Inputs may reach back into the part before their own.";
          case INSIDE -> "Inputs lie in the same part as their targets.";
          case KERAS ->
              "Windows are laid out as Keras does it: targets may lie behind the end of their part.";
        };
    return inputs + targets + text.recursion() + origins + reach;
  }

  private Html columns() {
    Pipeline pipeline = contents.pipeline();
    Html html = new Html().open("dl", "class", "pairs");
    pair(html, "Targets", String.join(", ", pipeline.targets()));
    for (InputSettings input : pipeline.ends().inputs()) {
      pair(html, called(input), String.join(", ", columns(input)));
    }
    return html.close("dl");
  }

  private String called(InputSettings input) {
    String several =
        contents.pipeline().ends().inputs().size() > 1 ? " of \"" + input.name() + "\"" : "";
    return switch (input.kind()) {
          case PAST -> "Inputs";
          case AHEAD -> "Known ahead, inputs";
          case STATIC -> "Known at the origin, inputs";
          case SERIES -> "Series, inputs";
        }
        + several;
  }

  /** All columns, where none are named. */
  private List<String> columns(InputSettings input) {
    if (input.kind() == InputSettings.Kind.SERIES) {
      return List.of("which series it is");
    }
    return input.columns().isEmpty() ? contents.pipeline().inputs() : input.columns();
  }

  private Html provenance() {
    Provenance provenance = contents.provenance();
    Html html = new Html().open("dl", "class", "pairs");
    pair(html, "Version", contents.model() + " " + ModelVersion.name(contents.number()));
    pair(html, "Trained", StepText.minute(provenance.created()) + ", in " + took());
    code(html, "Run", provenance.runId());
    pair(html, "Engine", provenance.engine() + ": " + provenance.engineReason());
    pair(html, "Seed", Long.toString(provenance.seed()));
    provenance
        .start()
        .ifPresent(start -> code(html, "Began from " + started(start), start.modelHash()));
    code(html, "Data", provenance.data().fingerprint());
    code(html, "Model", provenance.modelHash());
    pair(html, "Software", software());
    return html.close("dl");
  }

  private String started(Provenance.Start start) {
    return contents.model() + " " + ModelVersion.name(start.version());
  }

  private static void pair(Html html, String name, String value) {
    html.open("div").element("dt", name).element("dd", value).close("div");
  }

  private static void code(Html html, String name, String value) {
    html.open("div").element("dt", name).open("dd").element("code", value).close("dd").close("div");
  }

  private String took() {
    long seconds = Math.round(contents.provenance().durationMillis() / 1_000.0);
    return new StepText(TimeAxis.clock(1_000)).span(seconds);
  }

  private String software() {
    Provenance provenance = contents.provenance();
    StringBuilder text = new StringBuilder("Chronoshard " + provenance.codeVersion());
    new TreeMap<>(provenance.software())
        .forEach((name, version) -> text.append(", ").append(name).append(' ').append(version));
    return text.toString();
  }

  private String configuration() {
    byte[] json = contents.provenance().configuration().getBytes(UTF_8);
    return new String(Json.bytes(Json.read(json, Map.class, "the configuration")), UTF_8).strip();
  }
}
