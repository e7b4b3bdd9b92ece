package io.chronoshard.train;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Trains shards one after the other in this process. */
public final class LocalWorkers implements Workers {

  private final List<Shard> shards;
  private final EpochRounds rounds;
  private final ShardTrainer trainer;

  /** For shards that are numbered from 0. */
  public LocalWorkers(List<Shard> shards, TrainingPlan plan) {
    this(shards, plan, new ShardTrainer(plan));
  }

  /**
   * With a trainer that is there already.
   *
   * @param trainer by that plan
   */
  LocalWorkers(List<Shard> shards, TrainingPlan plan, ShardTrainer trainer) {
    this.shards = List.copyOf(shards);
    this.rounds = new EpochRounds(plan, shards.stream().map(ShardSize::of).toList());
    this.trainer = trainer;
  }

  @Override
  public List<ShardSize> shards() {
    return rounds.shards();
  }

  @Override
  public EpochResult train(
      EpochProgress from, TrainingListener listener, Consumer<EpochProgress> reached) {
    EpochResult result = rounds.run(from, this::round, listener, reached);
    return result.withState(result.state().afterEpoch());
  }

  private RoundMean round(ModelState start, int round) {
    List<RoundResult> results = new ArrayList<>();
    for (Shard shard : shards) {
      trainer.train(shard, start, round).ifPresent(results::add);
    }
    return Averaging.mean(results, shards.size());
  }

  @Override
  public ValidationSums validate(ModelState state) {
    List<ShardValidation> validations = new ArrayList<>();
    for (Shard shard : shards) {
      validations.add(trainer.validate(shard, state));
    }
    return ShardValidation.sum(validations, shards.size());
  }
}
