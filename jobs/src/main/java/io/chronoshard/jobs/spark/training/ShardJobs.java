package io.chronoshard.jobs.spark.training;

import io.chronoshard.jobs.spark.page.NamedJobs;
import io.chronoshard.jobs.spark.placement.Kept;
import io.chronoshard.jobs.spark.watch.RoundWatch;
import io.chronoshard.train.ModelState;
import io.chronoshard.train.RoundMean;
import io.chronoshard.train.RoundResult;
import io.chronoshard.train.Shard;
import io.chronoshard.train.ShardSize;
import io.chronoshard.train.ShardTrainers;
import io.chronoshard.train.ShardValidation;
import io.chronoshard.train.TrainingPlan;
import java.util.List;
import java.util.function.Function;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;

/**
 * One Spark job for each thing that all shards do at once.
 *
 * @param spark the context
 * @param kept the shards, one in each partition
 * @param plan what workers must know, sent once
 * @param means brings a round's results together
 */
record ShardJobs(
    JavaSparkContext spark, Kept<Shard> kept, Broadcast<TrainingPlan> plan, RoundMeans means) {

  /** The size of each shard, in the order of partitions. */
  List<ShardSize> sizes() {
    JavaRDD<Shard> shards = kept.now();
    return jobs().collected("count the windows of " + count(), () -> shards.map(ShardSize::of));
  }

  /**
   * Trains a round.
   *
   * @return the mean over the shards that have not run out
   */
  RoundMean train(ModelState start, int round, int rounds) {
    String name =
        "epoch " + start.nextEpoch() + ", round " + round + " of " + rounds + ": train " + count();
    JavaRDD<Shard> shards = kept.now();
    RoundWatch.mark(spark, plan.value().windows(start, round));
    try {
      return withState(start, state -> means.of(name, () -> trained(shards, plan, state, round)));
    } finally {
      RoundWatch.unmark(spark);
    }
  }

  /** Validates a state. */
  List<ShardValidation> validate(ModelState validated) {
    String name = "epoch " + validated.epoch() + ": validate " + count();
    JavaRDD<Shard> shards = kept.now();
    return withState(
        validated, state -> jobs().collected(name, () -> validated(shards, plan, state)));
  }

  // Static, so that what travels captures these arguments and nothing else.

  private static JavaRDD<RoundResult> trained(
      JavaRDD<Shard> shards, Broadcast<TrainingPlan> plan, Broadcast<ModelState> state, int round) {
    return shards.flatMap(
        shard ->
            ShardTrainers.ofThread(plan.value()).train(shard, state.value(), round).stream()
                .iterator());
  }

  private static JavaRDD<ShardValidation> validated(
      JavaRDD<Shard> shards, Broadcast<TrainingPlan> plan, Broadcast<ModelState> state) {
    return shards.map(shard -> ShardTrainers.ofThread(plan.value()).validate(shard, state.value()));
  }

  private <T> T withState(ModelState sent, Function<Broadcast<ModelState>, T> job) {
    Broadcast<ModelState> state = spark.broadcast(sent);
    try {
      return job.apply(state);
    } finally {
      state.destroy();
    }
  }

  private NamedJobs jobs() {
    return new NamedJobs(spark);
  }

  private String count() {
    int count = kept.count();
    return count == 1 ? "1 shard" : count + " shards";
  }
}
