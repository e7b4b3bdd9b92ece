package io.chronoshard.report;

import io.chronoshard.evaluate.Evaluation;
import io.chronoshard.report.Table.Cell;
import io.chronoshard.report.Table.Column;
import io.chronoshard.report.Table.Tone;
import io.chronoshard.window.WindowCounts;
import java.util.List;

/** What became of the windows that were possible. */
record AccountSection(Evaluation evaluation) {

  Html html() {
    WindowCounts counts = evaluation.windows();
    Table table = new Table(Column.name(""), Column.number("Windows"), Column.number("Share"));
    line(table, "Possible", counts.possible(), Tone.PLAIN);
    line(table, "Dropped: an input is unknown", -counts.unknownInput(), Tone.PLAIN);
    line(table, "Dropped: a target is unknown", -counts.unknownTarget(), Tone.PLAIN);
    line(
        table,
        "Left out: a baseline has nothing to stand on",
        -evaluation.withoutNaive(),
        Tone.PLAIN);
    line(table, "Compared", counts.used() - evaluation.withoutNaive(), Tone.TOTAL);
    line(
        table,
        "Of these: an input leaves its range in the training part",
        evaluation.outside().windows(),
        Tone.PLAIN);
    return table.html();
  }

  private void line(Table table, String name, long count, Tone tone) {
    double share = (double) Math.abs(count) / evaluation.windows().possible();
    table.row(
        List.of(
            new Cell(name, tone),
            new Cell(Numbers.count(count), tone),
            new Cell(Numbers.share(share), tone)));
  }
}
