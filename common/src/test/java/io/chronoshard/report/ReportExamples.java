package io.chronoshard.report;

import io.chronoshard.evaluate.Evaluation;
import io.chronoshard.model.error.Further;
import io.chronoshard.registry.Metrics;
import io.chronoshard.registry.Provenance;
import io.chronoshard.report.ReportContents.Account;
import io.chronoshard.train.TrainingHistory;
import io.chronoshard.train.TrainingHistory.Epoch;
import io.chronoshard.train.plan.Comparison;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * Contents of reports as runs make them: ten-minute temperatures of two years, forecast for a day.
 */
final class ReportExamples {

  static final long STEP = 600_000;

  static final long FROM = Instant.parse("2022-01-01T00:00:00Z").toEpochMilli() / STEP;

  static final long TO = FROM + 105_120;

  static final long TEST = FROM + 78_840;

  private ReportExamples() {}

  /** A model that wins, of one series and target. */
  static ReportContents winning() {
    return contents(List.of("north"), List.of("temperature"), 1);
  }

  /** A model that loses. */
  static ReportContents losing() {
    return contents(List.of("north"), List.of("temperature"), 4);
  }

  /** Names that try to become markup, in several series and targets. */
  static ReportContents hostile() {
    return contents(
        List.of("</script><b>", "\"><img src=x onerror=alert(1)>", "{{title}} & 'x' $1 \\"),
        List.of("<!--<script>", "T (°C) \u2028"),
        1.3);
  }

  /** As another one, with another evaluation. */
  static ReportContents with(ReportContents contents, Evaluation evaluation) {
    return new ReportContents(
        contents.model(),
        contents.number(),
        contents.provenance(),
        contents.pipeline(),
        contents.metrics(),
        evaluation,
        contents.account(),
        contents.planned());
  }

  /** As another one, of three networks. */
  static ReportContents ofThree(ReportContents contents, double... weights) {
    TrainingHistory training = contents.training();
    List<Metrics.Trained> networks = new ArrayList<>();
    for (double weight : weights) {
      networks.add(new Metrics.Trained(1, networks.size() + 1L, weight, training));
    }
    return new ReportContents(
        contents.model(),
        contents.number(),
        contents.provenance(),
        contents.pipeline(),
        new Metrics(
            training,
            new Epoch(training.bestEpoch(), 0.2, 0.3, 1.25, 2.5),
            List.of(new Metrics.TargetErrors("temperature", 1.25, 2.5, Further.NONE)),
            List.of(),
            networks),
        contents.evaluation(),
        contents.account(),
        contents.planned());
  }

  /** As another one, whose training began from a version. */
  static ReportContents began(ReportContents contents, int version, String modelHash) {
    return new ReportContents(
        contents.model(),
        contents.number(),
        ModelExamples.provenance(Optional.of(new Provenance.Start(version, modelHash))),
        contents.pipeline(),
        contents.metrics(),
        contents.evaluation(),
        contents.account(),
        contents.planned());
  }

  /** As another one, with another training. */
  static ReportContents with(ReportContents contents, TrainingHistory training) {
    return new ReportContents(
        contents.model(),
        contents.number(),
        contents.provenance(),
        contents.pipeline(),
        new Metrics(training, List.of(), List.of()),
        contents.evaluation(),
        contents.account(),
        contents.planned());
  }

  /** As another one, with a band two wide on either side of the forecasts. */
  static ReportContents banded(ReportContents contents) {
    return with(contents, ErrorExamples.banded(contents.evaluation()));
  }

  /** As another one, with a second target, an event with a baseline of its own. */
  static ReportContents withEvent(ReportContents contents) {
    return with(contents, ErrorExamples.withEvent(contents.evaluation()));
  }

  /** As another one, with what was planned of its training. */
  static ReportContents planned(ReportContents contents, Comparison planned) {
    return new ReportContents(
        contents.model(),
        contents.number(),
        contents.provenance(),
        contents.pipeline(),
        contents.metrics(),
        contents.evaluation(),
        contents.account(),
        Optional.of(planned));
  }

  private static ReportContents contents(List<String> series, List<String> targets, double error) {
    return new ReportContents(
        "forecaster",
        3,
        ModelExamples.provenance(),
        ModelExamples.pipeline(targets),
        new Metrics(training(error), List.of(), List.of()),
        ErrorExamples.of(series, targets, error),
        new Account.Known(LedgerExamples.of(series)),
        Optional.empty());
  }

  private static TrainingHistory training(double error) {
    List<Epoch> epochs = new ArrayList<>();
    Random random = new Random(3);
    for (int epoch = 1; epoch <= 14; epoch++) {
      double training = 0.18 + 0.4 / epoch;
      double validation = 0.24 + 0.3 / epoch + 0.006 * Math.max(0, epoch - 8);
      validation += 0.002 * random.nextDouble();
      epochs.add(
          new Epoch(
              epoch, training, validation, 7.1 * error * validation, 9.3 * error * validation));
    }
    int best =
        epochs.stream()
            .min(Comparator.comparingDouble(Epoch::validationMae))
            .map(Epoch::epoch)
            .orElseThrow();
    return new TrainingHistory(
        epochs, best, epochs.get(best - 1), 1, TrainingHistory.End.PATIENCE, 51_280, 25_010);
  }
}
