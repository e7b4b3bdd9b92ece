package io.chronoshard.jobs.train;

import io.chronoshard.config.TrainingSettings;
import io.chronoshard.jobs.cli.JobContext;
import io.chronoshard.jobs.spark.SparkResiduals;
import io.chronoshard.model.FrozenEnsemble;
import io.chronoshard.model.alarm.AnomalyFit;
import io.chronoshard.model.alarm.AnomalyRule;
import io.chronoshard.scale.TargetScaler;
import io.chronoshard.split.Part;
import io.chronoshard.train.Shard;
import io.chronoshard.train.TrainingDesign;
import io.chronoshard.window.WindowTargets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.spark.api.java.JavaRDD;

/**
 * What tells windows anomalous, fitted on the residuals of a training.
 *
 * @param design of the training
 * @param settings of the training
 * @param targets scaler of the targets
 */
record FittedAlarms(TrainingDesign design, TrainingSettings settings, TargetScaler targets) {

  /** The rule, where one is wanted. */
  Optional<AnomalyRule> fit(JavaRDD<Shard> shards, FrozenEnsemble networks, JobContext context) {
    if (!settings.anomaly().isWanted()) {
      return Optional.empty();
    }
    try (SparkResiduals training = residuals(shards, Part.TRAINING, networks);
        SparkResiduals validation = residuals(shards, Part.VALIDATION, networks)) {
      AnomalyRule rule =
          new AnomalyFit(names()).fit(settings.anomaly().budget(), training, validation);
      context.note(text(rule));
      return Optional.of(rule);
    }
  }

  private SparkResiduals residuals(JavaRDD<Shard> shards, Part part, FrozenEnsemble networks) {
    return SparkResiduals.of(
        shards,
        part,
        networks,
        design.layout().shape(),
        design.layout().features().inputs().size(),
        targets,
        design.objectives(),
        settings.batch());
  }

  /** Each value of a window, by its target and lead. */
  private List<String> names() {
    WindowTargets values = new WindowTargets(design.layout().shape(), targets.widths());
    List<String> labels =
        values.labels(design.layout().features().targetNames(), design.ends().outputNames());
    List<String> names = new ArrayList<>();
    for (int value = 0; value < values.size(); value++) {
      names.add(
          String.format(
              Locale.ROOT,
              "\"%s\" %s ahead",
              labels.get(values.place(value)),
              design.layout().history().axis().text(values.lead(value))));
    }
    return names;
  }

  private static String text(AnomalyRule rule) {
    return String.format(
        Locale.ROOT,
        "alarms: forecasts that are off by more than %.2f robust deviations, %.3f %% of the training windows and %s",
        rule.threshold(),
        100 * rule.training(),
        Double.isNaN(rule.validation())
            ? "no validation window to tell of others"
            : String.format(
                Locale.ROOT, "%.3f %% of the validation windows", 100 * rule.validation()));
  }
}
