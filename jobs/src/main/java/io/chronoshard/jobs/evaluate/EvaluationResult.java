package io.chronoshard.jobs.evaluate;

import io.chronoshard.config.TimeAxis;
import io.chronoshard.evaluate.Alarms;
import io.chronoshard.evaluate.Evaluation;
import io.chronoshard.model.error.Measure;
import io.chronoshard.registry.RunResult;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What the status of an evaluation's run tells.
 *
 * @param axis what steps are
 */
record EvaluationResult(Evaluation evaluation, TimeAxis axis) {

  RunResult result() {
    return new RunResult(
        Map.of(
            "windows", evaluation.windows().used() - evaluation.withoutNaive(),
            "windows outside the training range", evaluation.outside().windows(),
            "dropped, unknown input", evaluation.windows().unknownInput(),
            "dropped, unknown target", evaluation.windows().unknownTarget(),
            "left out, baseline unknown", evaluation.withoutNaive(),
            "possible, of the training part", evaluation.trained()),
        metrics(),
        Optional.of(evaluation.modelVersion()),
        new EvaluationText(evaluation, axis).toString());
  }

  private Map<String, Double> metrics() {
    Map<String, Double> metrics = new TreeMap<>();
    for (Evaluation.Entry entry : evaluation.overall()) {
      String name = entry.target() + ", " + entry.forecaster().label();
      metrics.put(name + ": mae", entry.mae());
      metrics.put(name + ": rmse", entry.rmse());
      metrics.put(name + ": bias", entry.bias());
      for (Measure measure : entry.further().measures()) {
        metrics.put(name + ": " + measure.name(), measure.value());
      }
    }
    evaluation.alarms().ifPresent(alarms -> addAlarms(alarms, metrics));
    metrics.put("loss", evaluation.losses().total());
    if (evaluation.losses().heads().size() > 1) {
      for (Evaluation.HeadErrors head : evaluation.losses().heads()) {
        metrics.put(head.head() + ": loss", head.loss());
        head.metrics().forEach((metric, value) -> metrics.put(head.head() + ": " + metric, value));
      }
    }
    return metrics;
  }

  private static void addAlarms(Alarms alarms, Map<String, Double> metrics) {
    metrics.put("share of alarms", alarms.share());
    alarms
        .detection()
        .ifPresent(
            detection -> {
              metrics.put("alarms: precision", detection.precision());
              metrics.put("alarms: recall", detection.recall());
            });
  }
}
