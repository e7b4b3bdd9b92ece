package io.chronoshard.jobs.train;

import io.chronoshard.jobs.cli.EpochText;
import io.chronoshard.registry.Metrics;
import io.chronoshard.registry.ModelVersion;
import io.chronoshard.registry.RunResult;
import io.chronoshard.registry.VersionContents;
import io.chronoshard.registry.VersionSummary;
import io.chronoshard.train.Shard;
import io.chronoshard.train.TrainingHistory;
import io.chronoshard.train.TrainingHistory.Epoch;
import io.chronoshard.window.WindowCounts;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.fs.Path;

/**
 * What the status of a training's run tells, once its version is published.
 *
 * @param version its number
 * @param model the model's folder
 */
record TrainingResult(Training.Result trained, int version, Path model, EpochText text) {

  RunResult result() {
    TrainingHistory history = trained.contents().metrics().training();
    return new RunResult(
        counts(trained.counts(), history),
        metrics(trained.contents().metrics()),
        Optional.of(version),
        String.format(
            Locale.ROOT,
            "%s of %s: %s, trained on %d windows",
            ModelVersion.name(version),
            model,
            kept(trained.contents(), text),
            trained.counts().training().used()));
  }

  private static long dropped(WindowCounts counts) {
    return counts.possible() - counts.used();
  }

  private static Map<String, Long> counts(Shard.Counts counts, TrainingHistory history) {
    Map<String, Long> named = new HashMap<>();
    named.put("training windows", counts.training().used());
    named.put("training windows dropped", dropped(counts.training()));
    named.put("epochs", (long) history.epochs().size());
    if (history.isValidated()) {
      named.put("validation windows", counts.validation().used());
      named.put("validation windows dropped", dropped(counts.validation()));
      named.put("best epoch", (long) history.bestEpoch());
    }
    return named;
  }

  private static Map<String, Double> metrics(Metrics metrics) {
    Epoch kept = metrics.kept();
    Map<String, Double> named = new HashMap<>();
    named.put("training loss" + ofAll(metrics), kept.trainingLoss());
    metrics
        .series()
        .ifPresent(
            series -> {
              named.put("series with a network of their own", (double) series.own());
              named.put("series without", (double) series.without().size());
            });
    if (!metrics.networks().isEmpty()) {
      named.put("networks", (double) metrics.networks().size());
    }
    if (metrics.training().isValidated()) {
      named.put("validation loss", kept.validationLoss());
      if (!Double.isNaN(kept.validationMae())) {
        named.put("validation mae", kept.validationMae());
        named.put("validation rmse", kept.validationRmse());
      }
      kept.further().forEach((name, value) -> named.put("validation " + name, value));
    }
    metrics.training().start().ifPresent(start -> named.putAll(before(start)));
    return named;
  }

  /** Of what training began from. */
  private static Map<String, Double> before(Epoch start) {
    Map<String, Double> named = new HashMap<>();
    named.put("validation loss before the first epoch", start.validationLoss());
    if (!Double.isNaN(start.validationMae())) {
      named.put("validation mae before the first epoch", start.validationMae());
    }
    return named;
  }

  /** The error of what was kept, and of which epochs or networks it is made. */
  private static String kept(VersionContents contents, EpochText text) {
    Metrics metrics = contents.metrics();
    Epoch kept = metrics.kept();
    String error =
        metrics.training().isValidated()
            ? text.validation(kept, TrainingResult::number)
            : "training loss " + number(kept.trainingLoss()) + ofAll(metrics) + " (no validation)";
    if (metrics.series().isPresent()) {
      return error
          + (metrics.training().isValidated() ? "" : "; forecasts")
          + new SeriesText(metrics.series().get());
    }
    return metrics.networks().isEmpty()
        ? error + epochs(metrics.training()) + before(contents, text)
        : String.format(
            Locale.ROOT,
            "%s by %d of %d networks%s",
            error,
            contents.members().size(),
            metrics.networks().size(),
            metrics.weights() == VersionSummary.Weights.FOUND
                ? ", on the part that their weights were found on: elsewhere it will be higher"
                : "");
  }

  /** Whose training loss it is, where there are networks of single series beside it. */
  private static String ofAll(Metrics metrics) {
    return metrics.series().isPresent() ? " of the network of all series" : "";
  }

  private static String epochs(TrainingHistory history) {
    String mean =
        history.averaged() > 1
            ? String.format(Locale.ROOT, " by the mean of %d epochs", history.averaged())
            : "";
    return String.format(
        Locale.ROOT,
        "%s after epoch %d of %d",
        mean,
        history.kept().epoch(),
        history.epochs().size());
  }

  /** What the version had that training began from. */
  private static String before(VersionContents contents, EpochText text) {
    Optional<Epoch> start = contents.metrics().training().start();
    return start.isEmpty()
        ? ""
        : "; before the first, as "
            + ModelVersion.name(contents.provenance().start().orElseThrow().version())
            + ", "
            + text.validation(start.get(), TrainingResult::number);
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.4f", value);
  }
}
