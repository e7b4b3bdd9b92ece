package io.chronoshard.report;

import io.chronoshard.report.Table.Column;
import io.chronoshard.train.plan.Comparison;

/** What a training took, beside what was planned of it. */
record PlanSection(Comparison comparison) {

  Html html() {
    Table table =
        new Table(
            Column.name(""),
            Column.number("Planned"),
            Column.number("Happened"),
            Column.number("Difference"));
    for (Comparison.Line line : comparison.lines()) {
      table.row(
          capitalised(line.quantity().text()),
          line.quantity().text(line.planned()),
          line.quantity().text(line.happened()),
          Numbers.percentChange(line.error()));
    }
    return new Html()
        .element("h3", "Plan and training")
        .element(
            "p",
            "What was planned before the training, from the extents of the history and some measured"
                + " minibatches, and what it then took.")
        .add(table.html());
  }

  private static String capitalised(String text) {
    return Character.toUpperCase(text.charAt(0)) + text.substring(1);
  }
}
