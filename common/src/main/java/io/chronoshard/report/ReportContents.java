package io.chronoshard.report;

import io.chronoshard.evaluate.Evaluation;
import io.chronoshard.grid.Ledger;
import io.chronoshard.model.Summary;
import io.chronoshard.registry.Metrics;
import io.chronoshard.registry.ModelVersion;
import io.chronoshard.registry.Pipeline;
import io.chronoshard.registry.Provenance;
import io.chronoshard.train.TrainingHistory;
import io.chronoshard.train.plan.Comparison;
import io.chronoshard.window.WindowColumns;
import io.chronoshard.window.WindowShape;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Everything that a report's page shows.
 *
 * @param model the model's name
 * @param number the version's number, from 1
 * @param provenance where the version comes from
 * @param pipeline what it forecasts from what
 * @param metrics its epochs, and its networks where there are several
 * @param evaluation its errors over a part of a history, or all of it
 * @param account what became of the rows that it was trained on
 * @param planned what its training took, beside what was planned of it, where that was
 */
public record ReportContents(
    String model,
    int number,
    Provenance provenance,
    Pipeline pipeline,
    Metrics metrics,
    Evaluation evaluation,
    Account account,
    Optional<Comparison> planned) {

  /** Of an opened version. */
  public static ReportContents of(
      String model,
      ModelVersion version,
      Evaluation evaluation,
      Account account,
      Optional<Comparison> planned) {
    return new ReportContents(
        model,
        version.number(),
        version.contents().provenance(),
        version.contents().pipeline(),
        version.contents().metrics(),
        evaluation,
        account,
        planned);
  }

  TrainingHistory training() {
    return metrics.training();
  }

  WindowShape window() {
    return new WindowColumns(
            pipeline.inputs(),
            pipeline.targets(),
            pipeline.targetScaler().widths(),
            IntStream.range(0, pipeline.inputs().size()).boxed().toList())
        .shape(pipeline.window(), pipeline.ends(), pipeline.axis());
  }

  StepText steps() {
    return new StepText(pipeline.axis());
  }

  /** Trained numbers of all networks that are kept. */
  long parameters() {
    List<Summary> models = provenance.models();
    return metrics.networks().isEmpty()
        ? models.get(0).parameters()
        : metrics.networks().stream()
            .filter(network -> network.weight() > 0)
            .mapToLong(network -> models.get(network.model() - 1).parameters())
            .sum();
  }

  /** The account of the data, or why it is not shown. */
  public sealed interface Account {

    /** The ledger of the data that the version was trained on. */
    record Known(Ledger ledger) implements Account {}

    /**
     * No ledger of that data is at hand.
     *
     * @param reason why, as a sentence for the page
     */
    record LeftOut(String reason) implements Account {}
  }
}
