package io.chronoshard.train;

import io.chronoshard.error.DivergedException;
import io.chronoshard.model.ModelNetwork;
import io.chronoshard.model.SeriesParameters;
import io.chronoshard.train.SeriesResult.Diverged;
import io.chronoshard.train.SeriesResult.Own;
import io.chronoshard.train.SeriesResult.Standing;
import java.util.List;
import java.util.Optional;

/**
 * Trains networks of single series, one after the other, each as one shard on one machine: what
 * comes out depends on the plan, the series' name and its windows alone. For one thread.
 */
public final class SeriesTrainer {

  private final SeriesPlan plan;
  private final ShardTrainer all;
  private final ModelState shared;
  private final SeriesParameters learned;

  /** For the series of one training, whose networks begin with initial weights. */
  public SeriesTrainer(SeriesPlan plan) {
    this(plan, series -> Optional.empty());
  }

  /**
   * For the series of one training.
   *
   * @param learned parameters that a series' network begins with, where there are such
   */
  public SeriesTrainer(SeriesPlan plan, SeriesParameters learned) {
    this.plan = plan;
    this.learned = learned;
    this.all = new ShardTrainer(plan.plan());
    this.shared = ModelState.of(plan.all().network());
  }

  /**
   * A series that was trained.
   *
   * @param result what it came to
   * @param network in its kept state; nothing where it has none of its own
   */
  public record Trained(SeriesResult result, Optional<ModelNetwork> network) {}

  /**
   * Trains the network of a series.
   *
   * @param shard all windows of the series, of number 0
   */
  public Trained train(String series, Shard shard) {
    Optional<ValidationSums> validated =
        plan.settings().validate() && shard.validation().size() > 0
            ? Optional.of(all.validate(shard, shared).sums())
            : Optional.empty();
    if (shard.training().size() < plan.least()) {
      return without(series, Standing.FEW_WINDOWS, shard, validated);
    }
    if (plan.settings().validate() && validated.isEmpty()) {
      return without(series, Standing.NO_VALIDATION, shard, validated);
    }
    TrainingPlan own = plan.of(series);
    ModelNetwork network = own.newNetwork();
    TrainingLoop loop =
        new TrainingLoop(
            plan.settings(series),
            new LocalWorkers(List.of(shard), own, all.withSeedOf(own)),
            new Unheard());
    try {
      TrainingOutcome outcome = loop.run(begin(series, network));
      outcome.best().into(network);
      return new Trained(
          new SeriesResult(
              series,
              Standing.OWN,
              shard.counts(),
              Optional.of(own(own, outcome)),
              Optional.empty(),
              validated),
          Optional.of(network));
    } catch (DivergedException e) {
      return diverged(series, e, shard, validated);
    }
  }

  /** No version holds the state of updaters of series, so that these begin anew. */
  private ModelState begin(String series, ModelNetwork network) {
    ModelState initial = ModelState.of(network);
    return learned.of(series).map(initial::withParameters).orElse(initial);
  }

  private static Own own(TrainingPlan plan, TrainingOutcome outcome) {
    TrainingHistory history = outcome.history();
    return new Own(
        plan.seed(),
        ModelState.hash(outcome.best().parameters()),
        history.kept().epoch(),
        history.epochs().size(),
        history.trainingWindows(),
        outcome.validation());
  }

  private static Trained diverged(
      String series, DivergedException e, Shard shard, Optional<ValidationSums> validated) {
    return new Trained(
        new SeriesResult(
            series,
            Standing.DIVERGED,
            shard.counts(),
            Optional.empty(),
            Optional.of(new Diverged(e.part(), e.epoch())),
            validated),
        Optional.empty());
  }

  private static Trained without(
      String series, Standing standing, Shard shard, Optional<ValidationSums> validated) {
    return new Trained(
        new SeriesResult(
            series, standing, shard.counts(), Optional.empty(), Optional.empty(), validated),
        Optional.empty());
  }
}
