package io.chronoshard.report;

import io.chronoshard.evaluate.Alarms;
import io.chronoshard.evaluate.Alarms.Detection;
import io.chronoshard.evaluate.Alarms.Shown;
import io.chronoshard.report.Table.Column;

/** The windows that a version told anomalous: how many, of which events, and when. */
record AlarmSection(Alarms alarms, StepText steps, long stepMillis) {

  private static final int LISTED = 50;
  private static final int DECIMALS = 2;

  Html html() {
    Html html = new Html().element("h3", "Alarms").add(shares());
    alarms.detection().ifPresent(detection -> html.add(detection(detection)));
    if (!alarms.shown().isEmpty()) {
      html.add(runs());
    }
    if (alarms.runs() > LISTED) {
      html.element("p", "The first " + LISTED + " of " + Numbers.count(alarms.runs()) + " runs.");
    }
    return html;
  }

  private Html shares() {
    Table table = new Table(Column.name("Windows"), Column.number("Share that alarms"));
    table.row("Budget", percent(alarms.budget()));
    table.row("Training part", percent(alarms.training()));
    table.row("Validation part", percent(alarms.validation()));
    table.row("Looked at here", percent(alarms.share()));
    return new Html()
        .add(table.html())
        .element(
            "p",
            "An alarm is a forecast that is off by more than "
                + Numbers.fixed(alarms.threshold(), DECIMALS)
                + " robust deviations of the training part. A network knows its training part best, so that others alarm more"
                + " often. Alarms of consecutive windows are one run: there "
                + (alarms.runs() == 1 ? "is " : "are ")
                + Numbers.count(alarms.runs())
                + (Double.isNaN(alarms.perDay())
                    ? "."
                    : ", " + Numbers.fixed(alarms.perDay(), DECIMALS) + " a day."));
  }

  private Html detection(Detection detection) {
    Table table =
        new Table(Column.name("Events of \"" + detection.label() + "\""), Column.number(""));
    table.row("Events", Numbers.count(detection.events()));
    table.row("Found", Numbers.count(detection.found()));
    table.row("Further events, which no window forecasts", Numbers.count(detection.unseen()));
    table.row("Runs in no event", Numbers.count(detection.falseRuns()));
    table.row("Precision", Numbers.fixed(detection.precision(), DECIMALS));
    table.row("Recall", Numbers.fixed(detection.recall(), DECIMALS));
    table.row(
        "Mean delay",
        detection.found() == 0 ? Numbers.NONE : steps.span(Math.round(detection.delaySteps())));
    return table.html();
  }

  private Html runs() {
    Table table =
        new Table(
            Column.name("Series"),
            Column.text("Alarms from"),
            Column.text("To"),
            Column.number("Windows"),
            Column.number("Worst score"),
            Column.text("Event"));
    for (Shown run : alarms.shown().subList(0, Math.min(LISTED, alarms.shown().size()))) {
      table.row(
          run.series(),
          steps.time(run.from() / stepMillis),
          steps.time(run.to() / stepMillis),
          Numbers.count(run.windows()),
          Numbers.fixed(run.worst(), DECIMALS),
          run.isEvent() ? "yes" : "");
    }
    return table.html();
  }

  private static String percent(double share) {
    return Double.isNaN(share) ? Numbers.NONE : Numbers.fixed(100 * share, DECIMALS) + "\u00A0%";
  }
}
