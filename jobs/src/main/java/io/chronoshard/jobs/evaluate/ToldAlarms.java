package io.chronoshard.jobs.evaluate;

import io.chronoshard.config.ChosenWindows;
import io.chronoshard.config.Configuration;
import io.chronoshard.error.ConfigurationException;
import io.chronoshard.evaluate.AlarmSummary;
import io.chronoshard.evaluate.BlockEvaluation;
import io.chronoshard.evaluate.Evaluated;
import io.chronoshard.evaluate.Evaluation;
import io.chronoshard.evaluate.LabelledEvents;
import io.chronoshard.jobs.spark.SparkEvents;
import io.chronoshard.jobs.spark.VersionOnHistory;
import io.chronoshard.registry.ModelVersion;
import io.chronoshard.window.WindowLayout;
import java.util.Locale;
import java.util.Optional;
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
   * @param total what all series contribute
   */
  Evaluation told(
      Evaluation evaluation,
      BlockEvaluation total,
      SparkSession spark,
      WindowLayout layout,
      Evaluated over) {
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
                            events(spark, layout, over))
                        .of(total)))
        .orElse(evaluation);
  }

  private Optional<LabelledEvents> events(SparkSession spark, WindowLayout layout, Evaluated over) {
    return label().isEmpty()
        ? Optional.empty()
        : Optional.of(
            SparkEvents.of(
                spark,
                settings.history().table(),
                found.snapshot(),
                found.table(),
                label(),
                layout.parts(),
                over.place()));
  }
}
