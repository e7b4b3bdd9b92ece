package io.chronoshard.jobs.evaluate;

import io.chronoshard.config.TimeAxis;
import io.chronoshard.evaluate.Alarms;
import io.chronoshard.evaluate.Alarms.Detection;
import io.chronoshard.jobs.cli.TextTable;
import java.time.Instant;
import java.util.Locale;

/** Alarms as a terminal shows them. */
record AlarmText(Alarms alarms, TimeAxis axis) {

  /** Runs that the table shows at most; the JSON has more. */
  private static final int SHOWN = 20;

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            "alarms: %d of %d windows (%s) in %d runs%s, where a forecast is off by more than %.2f robust deviations; of the"
                + " training windows %s are, of a budget of %s, and of the validation windows %s%n",
            alarms.alarms(),
            alarms.windows(),
            percent(alarms.share()),
            alarms.runs(),
            Double.isNaN(alarms.perDay())
                ? ""
                : String.format(Locale.ROOT, ", %.3f a day", alarms.perDay()),
            alarms.threshold(),
            percent(alarms.training()),
            percent(alarms.budget()),
            percent(alarms.validation())));
    alarms.detection().ifPresent(detection -> text.append(text(detection)));
    if (!alarms.shown().isEmpty()) {
      text.append('\n').append(table());
    }
    if (alarms.runs() > SHOWN) {
      text.append("\nand ")
          .append(alarms.runs() - SHOWN)
          .append(" more runs, in the JSON up to 1000");
    }
    return text.toString().stripTrailing();
  }

  private String text(Detection detection) {
    return String.format(
        Locale.ROOT,
        "\"%s\": %d of %d events found%s; %d runs lie in no event; precision %s, recall %s%s%n",
        detection.label(),
        detection.found(),
        detection.events(),
        detection.found() == 0
            ? ""
            : ", "
                + axis.text(Math.round(detection.delaySteps()))
                + " after their beginning on average",
        detection.falseRuns(),
        share(detection.precision()),
        share(detection.recall()),
        detection.unseen() == 0
            ? ""
            : "; no window forecasts a step of " + detection.unseen() + " further events");
  }

  private String table() {
    TextTable table =
        new TextTable("series", "alarms from", "to", " windows", " worst score", "event");
    alarms.shown().stream()
        .limit(SHOWN)
        .forEach(
            run ->
                table.row(
                    run.series(),
                    time(run.from()),
                    time(run.to()),
                    String.valueOf(run.windows()),
                    String.format(Locale.ROOT, "%.2f", run.worst()),
                    run.isEvent() ? "yes" : ""));
    return table.toString();
  }

  private String time(long at) {
    return axis.hasClock() ? Instant.ofEpochMilli(at).toString() : String.valueOf(at);
  }

  private static String percent(double share) {
    return Double.isNaN(share) ? "none" : String.format(Locale.ROOT, "%.3f %%", 100 * share);
  }

  private static String share(double share) {
    return Double.isNaN(share) ? "–" : String.format(Locale.ROOT, "%.2f", share);
  }
}
