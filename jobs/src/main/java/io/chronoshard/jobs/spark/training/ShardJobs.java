package io.chronoshard.jobs.spark.training;

import io.chronoshard.jobs.spark.placement.Kept;
import io.chronoshard.jobs.spark.watch.RoundWatch;
import io.chronoshard.train.Averaging;
import io.chronoshard.train.AveragingPlace;
import io.chronoshard.train.AveragingPlace.Where;
import io.chronoshard.train.ModelState;
import io.chronoshard.train.RoundMean;
import io.chronoshard.train.RoundResult;
import io.chronoshard.train.RoundSlices;
import io.chronoshard.train.Shard;
import io.chronoshard.train.ShardSize;
import io.chronoshard.train.ShardTrainers;
import io.chronoshard.train.ShardValidation;
import io.chronoshard.train.TrainingPlan;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.apache.spark.HashPartitioner;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import scala.Tuple2;

/**
 * One Spark job for each thing that all shards do at once. Jobs and stages are named, so that
 * Spark's page tells the training's story.
 *
 * @param spark the context
 * @param kept the shards, one in each partition
 * @param plan what workers must know, sent once
 */
record ShardJobs(JavaSparkContext spark, Kept<Shard> kept, Broadcast<TrainingPlan> plan) {

  /** The size of each shard, in the order of partitions. */
  List<ShardSize> sizes() {
    JavaRDD<Shard> shards = kept.now();
    return collected("count the windows of " + count(), () -> shards.map(ShardSize::of));
  }

  /**
   * Trains a round.
   *
   * @param place where its results are averaged
   * @return the mean over the shards that have not run out
   */
  RoundMean train(ModelState start, int round, int rounds, AveragingPlace place) {
    String name =
        "epoch " + start.nextEpoch() + ", round " + round + " of " + rounds + ": train " + count();
    JavaRDD<Shard> shards = kept.now();
    spark.setLocalProperty(RoundWatch.TRAINS, "true");
    try {
      return withState(
          start,
          state -> {
            Supplier<JavaRDD<RoundResult>> results = () -> trained(shards, plan, state, round);
            return place.where() == Where.DRIVER
                ? Averaging.mean(collected(name, results), kept.count())
                : averagedBySlices(name, results, place.slices(spark.defaultParallelism()));
          });
    } finally {
      spark.setLocalProperty(RoundWatch.TRAINS, null);
    }
  }

  /**
   * Brings each slice of all shards' results to one task, which averages it; the driver takes the
   * means alone. What the tasks gave each other is let go of at once: were it left to the driver's
   * next garbage collection, disks would fill up over thousands of rounds.
   */
  private RoundMean averagedBySlices(
      String name, Supplier<JavaRDD<RoundResult>> results, int count) {
    RoundSlices slices = new RoundSlices(count);
    JavaRDD<RoundMean> means = named(name, () -> means(results.get(), slices, kept.count()));
    try {
      return slices.join(
          described(name, () -> named(name + ", average " + count + " slices", means::collect)));
    } finally {
      means.rdd().cleanShuffleDependencies(false);
    }
  }

  /** Validates a state. */
  List<ShardValidation> validate(ModelState validated) {
    String name = "epoch " + validated.epoch() + ": validate " + count();
    JavaRDD<Shard> shards = kept.now();
    return withState(validated, state -> collected(name, () -> validated(shards, plan, state)));
  }

  // Static, so that what travels captures these arguments and nothing else.

  private static JavaRDD<RoundResult> trained(
      JavaRDD<Shard> shards, Broadcast<TrainingPlan> plan, Broadcast<ModelState> state, int round) {
    return shards.flatMap(
        shard ->
            ShardTrainers.ofThread(plan.value()).train(shard, state.value(), round).stream()
                .iterator());
  }

  /**
   * The mean of each slice, in their order: a hash partitioner gives each number below its count
   * the partition of that number.
   */
  static JavaRDD<RoundMean> means(JavaRDD<RoundResult> results, RoundSlices slices, int shards) {
    int count = slices.count();
    return results
        .flatMapToPair(whole -> sliced(whole, new RoundSlices(count)))
        .partitionBy(new HashPartitioner(count))
        .mapPartitions(
            some -> {
              List<RoundResult> ofSlice = new ArrayList<>();
              some.forEachRemaining(pair -> ofSlice.add(pair._2()));
              return List.of(Averaging.mean(ofSlice, shards)).iterator();
            });
  }

  private static Iterator<Tuple2<Integer, RoundResult>> sliced(
      RoundResult whole, RoundSlices slices) {
    return IntStream.range(0, slices.count())
        .mapToObj(slice -> new Tuple2<>(slice, slices.slice(whole, slice)))
        .iterator();
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

  /** Collects in a job of that name, whose only stage has it too. */
  private <T> List<T> collected(String name, Supplier<JavaRDD<T>> results) {
    return described(name, () -> named(name, () -> results.get().collect()));
  }

  private <T> T described(String name, Supplier<T> job) {
    spark.setJobDescription(name);
    try {
      return job.get();
    } finally {
      spark.setJobDescription(null);
    }
  }

  /** A stage is called by where its last RDD was made, and a job's last one by where it began. */
  private <T> T named(String stage, Supplier<T> made) {
    spark.setCallSite(stage);
    try {
      return made.get();
    } finally {
      spark.clearCallSite();
    }
  }

  private String count() {
    int count = kept.count();
    return count == 1 ? "1 shard" : count + " shards";
  }
}
