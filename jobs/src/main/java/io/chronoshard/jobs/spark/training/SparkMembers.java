package io.chronoshard.jobs.spark.training;

import io.chronoshard.jobs.spark.page.NamedJobs;
import io.chronoshard.jobs.spark.placement.Kept;
import io.chronoshard.model.FrozenEnsemble;
import io.chronoshard.train.MemberWorkers;
import io.chronoshard.train.Shard;
import io.chronoshard.train.ShardEnsemble;
import io.chronoshard.train.ShardEnsemble.ShardStack;
import io.chronoshard.train.ShardValidation;
import io.chronoshard.train.StackSums;
import io.chronoshard.train.TrainingPlan;
import io.chronoshard.train.ValidationSums;
import java.util.List;
import java.util.function.Function;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;

/**
 * Asks networks about shards where Spark keeps them.
 *
 * @param kept the shards, one in each partition
 * @param plan of the training
 */
public record SparkMembers(Kept<Shard> kept, TrainingPlan plan) implements MemberWorkers {

  @Override
  public StackSums stack(FrozenEnsemble members) {
    String name = "stack " + members.networks().size() + " networks";
    JavaRDD<Shard> shards = kept.now();
    return ShardEnsemble.sum(asked(name, members, sent -> stacks(shards, sent)), count());
  }

  @Override
  public ValidationSums validate(FrozenEnsemble ensemble) {
    String name = "validate " + ensemble.networks().size() + " networks together";
    JavaRDD<Shard> shards = kept.now();
    return ShardValidation.sum(asked(name, ensemble, sent -> validations(shards, sent)), count());
  }

  // Static, so that what travels captures these arguments and nothing else.

  private static JavaRDD<ShardStack> stacks(JavaRDD<Shard> shards, Broadcast<ShardEnsemble> sent) {
    return shards.map(shard -> sent.value().stack(shard));
  }

  private static JavaRDD<ShardValidation> validations(
      JavaRDD<Shard> shards, Broadcast<ShardEnsemble> sent) {
    return shards.map(shard -> sent.value().validate(shard));
  }

  private <T> List<T> asked(
      String name, FrozenEnsemble networks, Function<Broadcast<ShardEnsemble>, JavaRDD<T>> ask) {
    JavaSparkContext spark = kept.context();
    Broadcast<ShardEnsemble> sent = spark.broadcast(new ShardEnsemble(plan, networks));
    NamedJobs.begin(spark, name);
    try {
      return ask.apply(sent).collect();
    } finally {
      NamedJobs.end(spark);
      sent.destroy();
    }
  }

  private int count() {
    return kept.count();
  }
}
