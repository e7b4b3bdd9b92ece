package io.chronoshard.jobs.evaluate;

import io.chronoshard.config.ChosenWindows;
import io.chronoshard.config.Configuration;
import io.chronoshard.error.ConfigurationException;
import io.chronoshard.evaluate.AlarmSummary;
import io.chronoshard.evaluate.AlarmTotals;
import io.chronoshard.evaluate.Evaluated;
import io.chronoshard.evaluate.Evaluation;
import io.chronoshard.evaluate.LabelledEvents;
import io.chronoshard.jobs.spark.SparkEvents;
import io.chronoshard.jobs.spark.VersionOnHistory;
import io.chronoshard.registry.ModelVersion;
import io.chronoshard.window.WindowLayout;
import java.util.Locale;
import org.apache.spark.sql.SparkSession;

/**
 * The alarms of a version on a history, beside the events of a label where one is named.
 *
 * @param found the version and the history
 * @param settings the whole configuration
 */
record ToldAlarms(VersionOnHistory found, Configuration settings) {

  private String label() {
    return settings.evaluation().label();
  }

  /**
   * What alarms are compared with is there, and so are they.
   *
   * @throws ConfigurationException where either is not
   */
  void requireLabel() {
    if (label().isEmpty()) {
      return;
    }
    LabelledEvents.requireLabel(label(), found.table());
    if (found.opened().alarms().isEmpty()) {
      throw new ConfigurationException(
          String.format(
              Locale.ROOT,
              "evaluation.label = \"%s\": %s was trained without training.anomaly.budget and tells nothing anomalous; train"
                  + " with one, or leave the label out",
              label(),
              ModelVersion.name(found.version().number())));
    }
    if (settings.evaluation().windows() == ChosenWindows.NEWEST) {
      throw new ConfigurationException(
          String.format(
              Locale.ROOT,
              "evaluation.label = \"%s\": the newest window of each series sees hardly any event; set evaluation.windows to"
                  + " all, or leave the label out",
              label()));
    }
  }

  /**
   * An evaluation with what the version tells anomalous, where it tells anything.
   *
   * @param totals of all series
   * @param events that alarms were compared with
   */
  Evaluation told(
      Evaluation evaluation, AlarmTotals totals, WindowLayout layout, LabelledEvents events) {
    return found
        .opened()
        .alarms()
        .map(
            rule ->
                evaluation.with(
                    new AlarmSummary(
                            rule,
                            layout.shape(),
                            layout.history().axis(),
                            evaluation.over().windows(),
                            events)
                        .of(totals)))
        .orElse(evaluation);
  }

  /** The events of the label, where one is named. */
  LabelledEvents events(SparkSession spark, WindowLayout layout, Evaluated over) {
    return label().isEmpty()
        ? LabelledEvents.NONE
        : SparkEvents.of(
            spark,
            settings.history().table(),
            found.snapshot(),
            found.table(),
            label(),
            layout.parts(),
            over.place());
  }
}
