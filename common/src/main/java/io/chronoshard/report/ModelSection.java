package io.chronoshard.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.chronoshard.report.ReportContents.Layer;
import io.chronoshard.report.ReportContents.Layout;
import io.chronoshard.report.ReportContents.Version;
import io.chronoshard.report.Table.Cell;
import io.chronoshard.report.Table.Column;
import io.chronoshard.report.Table.Tone;
import io.chronoshard.split.Interval;
import io.chronoshard.split.Part;
import io.chronoshard.split.Parts;
import io.chronoshard.window.WindowShape;
import java.util.List;
import java.util.Map;

/** What the version is and where it comes from, so that it can be made again. */
final class ModelSection {

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(
              SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS, SerializationFeature.INDENT_OUTPUT)
          .build();

  private final ReportContents contents;
  private final StepText steps;

  ModelSection(ReportContents contents) {
    this.contents = contents;
    this.steps = new StepText(contents.data().axis());
  }

  Html html() {
    return new Html()
        .open("div", "class", "pair")
        .open("div")
        .element("h3", "Layers")
        .add(layers())
        .close("div")
        .open("div")
        .element("h3", "Parts")
        .add(parts())
        .close("div")
        .close("div")
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

  private Html layers() {
    Table table = new Table(Column.text("Layer"), Column.number("Parameters"));
    for (Layer layer : contents.network().layers()) {
      table.row(layer.name(), Numbers.count(layer.parameters()));
    }
    return table
        .row(
            List.of(
                new Cell("Total", Tone.TOTAL),
                new Cell(Numbers.count(contents.network().parameters()), Tone.TOTAL)))
        .html();
  }

  private Html parts() {
    Parts parts = contents.data().parts();
    if (parts.assignment() == Parts.Assignment.BY_SERIES) {
      Table table = new Table(Column.text("Part"), Column.text("Series"));
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
    WindowShape window = contents.data().window();
    String inputs =
        "A window reads "
            + Numbers.count(window.length(), "row")
            + (window.length() > 1
                ? ", "
                    + steps.span(window.sampling())
                    + " apart, back to "
                    + steps.span(window.reach())
                    + " before its origin"
                : " at its origin");
    String targets =
        ", and forecasts "
            + (window.horizon() == 1
                ? "the value " + steps.span(window.lead()) + " after it"
                : Numbers.count(window.horizon(), "value")
                    + ", "
                    + steps.span(window.spacing())
                    + " apart, the first "
                    + steps.span(window.lead())
                    + " after it");
    String origins = ". Origins are " + steps.span(window.stride()) + " apart. ";
    String reach =
        switch (contents.data().parts().inputs()) {
          case BEFORE -> "Inputs may reach back into the part before their own.";
          case INSIDE -> "Inputs lie in the same part as their targets.";
          case KERAS ->
              "Windows are laid out as Keras does it: targets may lie behind the end of their part.";
        };
    return inputs + targets + origins + reach;
  }

  private Html columns() {
    Layout data = contents.data();
    Html html = new Html().open("dl", "class", "pairs");
    pair(html, "Targets", String.join(", ", data.targets()));
    pair(html, "Inputs", String.join(", ", data.inputs()));
    return html.close("dl");
  }

  private Html provenance() {
    Version version = contents.version();
    Html html = new Html().open("dl", "class", "pairs");
    pair(html, "Version", version.model() + " " + version.id());
    pair(html, "Published", StepText.minute(version.published()));
    code(html, "Run", version.run());
    pair(html, "Engine", version.engine());
    pair(html, "Seed", Long.toString(version.seed()));
    code(html, "Data", version.fingerprint());
    code(html, "Model", version.hash());
    return html.close("dl");
  }

  private static void pair(Html html, String name, String value) {
    html.open("div").element("dt", name).element("dd", value).close("div");
  }

  private static void code(Html html, String name, String value) {
    html.open("div").element("dt", name).open("dd").element("code", value).close("dd").close("div");
  }

  private String configuration() {
    try {
      return JSON.writeValueAsString(
          JSON.readValue(contents.version().configuration(), Object.class));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("the configuration is no JSON", e);
    }
  }
}
