package io.chronoshard.report;

import io.chronoshard.model.Summary;
import io.chronoshard.report.Table.Cell;
import io.chronoshard.report.Table.Column;
import io.chronoshard.report.Table.Tone;
import java.util.List;

/** Layers, shapes and numbers of parameters of each model, and how its nodes read one another. */
record LayerSection(List<Summary> models) {

  Html html() {
    Html html = new Html();
    for (int model = 0; model < models.size(); model++) {
      if (models.size() > 1) {
        html.element("h4", "Model " + (model + 1));
      }
      html.add(table(models.get(model)).html());
      html.open("details").element("summary", "The model drawn");
      html.element("pre", String.join("\n", models.get(model).drawing())).close("details");
    }
    return html;
  }

  private static Table table(Summary model) {
    Table table =
        new Table(
            Column.text("Layer"),
            Column.text("Type"),
            Column.text("Output shape"),
            Column.number("Parameters"),
            Column.name("Reads"));
    for (Summary.Node node : model.nodes()) {
      table.row(
          node.name(),
          node.type(),
          node.shape(),
          Numbers.count(node.parameters()),
          String.join(", ", node.from()));
    }
    return table.row(
        List.of(
            new Cell("Total", Tone.TOTAL),
            new Cell("", Tone.TOTAL),
            new Cell("", Tone.TOTAL),
            new Cell(Numbers.count(model.parameters()), Tone.TOTAL),
            new Cell("", Tone.TOTAL)));
  }
}
