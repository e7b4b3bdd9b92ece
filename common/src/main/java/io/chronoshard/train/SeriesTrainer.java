package io.chronoshard.train;

import io.chronoshard.error.DataException;
import io.chronoshard.model.ModelNetwork;
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

  /** For the series of one training. */
  public SeriesTrainer(SeriesPlan plan) {
    this.plan = plan;
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
    Optional<TrainingOutcome> outcome = outcome(series, shard, own, network);
    if (outcome.isEmpty()) {
      return without(series, Standing.DIVERGED, shard, validated);
    }
    outcome.get().best().into(network);
    return new Trained(
        new SeriesResult(
            series, Standing.OWN, shard.counts(), outcome.map(one -> own(own, one)), validated),
        Optional.of(network));
  }

  private static Own own(TrainingPlan plan, TrainingOutcome outcome) {
    return new Own(plan.seed(), outcome.best().hash(), outcome.history(), outcome.validation());
  }

  /** Nothing where its loss is no finite number any more: all else was looked at before. */
  private Optional<TrainingOutcome> outcome(
      String series, Shard shard, TrainingPlan own, ModelNetwork network) {
    TrainingLoop loop =
        new TrainingLoop(
            plan.settings(series),
            new LocalWorkers(List.of(shard), own, all.withSeedOf(own)),
            new Unheard());
    try {
      return Optional.of(loop.run(ModelState.of(network)));
    } catch (DataException e) {
      return Optional.empty();
    }
  }

  private static Trained without(
      String series, Standing standing, Shard shard, Optional<ValidationSums> validated) {
    return new Trained(
        new SeriesResult(series, standing, shard.counts(), Optional.empty(), validated),
        Optional.empty());
  }
}
