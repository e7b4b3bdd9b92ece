package io.chronoshard.jobs.spark.training;

import io.chronoshard.jobs.spark.SparkCluster;
import io.chronoshard.jobs.spark.placement.Kept;
import io.chronoshard.model.GraphNetwork;
import io.chronoshard.model.ModelNetwork;
import io.chronoshard.model.StackNetwork;
import io.chronoshard.train.AveragingPlace;
import io.chronoshard.train.EpochProgress;
import io.chronoshard.train.EpochResult;
import io.chronoshard.train.EpochRounds;
import io.chronoshard.train.ModelState;
import io.chronoshard.train.Shard;
import io.chronoshard.train.ShardSize;
import io.chronoshard.train.ShardValidation;
import io.chronoshard.train.TrainingListener;
import io.chronoshard.train.TrainingPlan;
import io.chronoshard.train.ValidationSums;
import io.chronoshard.train.Workers;
import java.util.List;
import java.util.function.Consumer;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.deeplearning4j.spark.impl.graph.SparkComputationGraph;
import org.deeplearning4j.spark.impl.multilayer.SparkDl4jMultiLayer;

/** Trains and validates shards where Spark keeps them. */
public final class SparkWorkers implements Workers {

  private final JavaSparkContext spark;
  private final ShardJobs jobs;
  private final EpochRounds rounds;
  private final AveragingPlace place;
  private final ModelNetwork network;
  private final JavaRDD<String> shardNames;

  /**
   * Over shards on executors; counts their windows in a first job.
   *
   * @param shards one in each partition, numbered as its partition
   */
  public SparkWorkers(Kept<Shard> shards, TrainingPlan plan) {
    this(shards, plan, place(shards, plan));
  }

  /**
   * With a place that was decided already.
   *
   * @param place where rounds are averaged
   */
  SparkWorkers(Kept<Shard> shards, TrainingPlan plan, AveragingPlace place) {
    this.place = place;
    spark = shards.context();
    jobs = new ShardJobs(spark, shards, spark.broadcast(plan), new RoundMeans(spark, place));
    rounds = new EpochRounds(plan, jobs.sizes());
    network = plan.newNetwork();
    shardNames = spark.parallelize(rounds.shards().stream().map(SparkWorkers::name).toList(), 1);
  }

  private static AveragingPlace place(Kept<Shard> shards, TrainingPlan plan) {
    return AveragingPlace.of(
        shards.count(),
        ModelState.of(plan.newNetwork()),
        SparkCluster.of(shards.context().sc()).roomForResults());
  }

  /** Where rounds are averaged. */
  public AveragingPlace averaging() {
    return place;
  }

  private static String name(ShardSize shard) {
    return "shard-" + shard.shard();
  }

  @Override
  public List<ShardSize> shards() {
    return rounds.shards();
  }

  @Override
  public EpochResult train(
      EpochProgress from, TrainingListener listener, Consumer<EpochProgress> reached) {
    from.state().into(network);
    ShardAveragingMaster master = new ShardAveragingMaster(jobs, rounds, from, listener, reached);
    fit(master);
    EpochResult result = master.result();
    ModelState arrived = ModelState.of(network).withRateFactor(from.state().rateFactor());
    return result.withState(arrived);
  }

  private void fit(ShardAveragingMaster master) {
    if (network instanceof GraphNetwork graph) {
      new SparkComputationGraph(spark, graph.network(), master).fitPaths(shardNames);
    } else {
      new SparkDl4jMultiLayer(spark, ((StackNetwork) network).network(), master)
          .fitPaths(shardNames);
    }
  }

  @Override
  public ValidationSums validate(ModelState state) {
    return ShardValidation.sum(jobs.validate(state), rounds.shards().size());
  }
}
