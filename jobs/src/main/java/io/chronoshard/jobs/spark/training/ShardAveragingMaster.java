package io.chronoshard.jobs.spark.training;

import io.chronoshard.model.GraphNetwork;
import io.chronoshard.model.ModelNetwork;
import io.chronoshard.model.StackNetwork;
import io.chronoshard.train.EpochProgress;
import io.chronoshard.train.EpochResult;
import io.chronoshard.train.EpochRounds;
import io.chronoshard.train.ModelState;
import io.chronoshard.train.TrainingListener;
import java.util.Collection;
import java.util.function.Consumer;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.deeplearning4j.core.loader.DataSetLoader;
import org.deeplearning4j.core.loader.MultiDataSetLoader;
import org.deeplearning4j.core.storage.StatsStorageRouter;
import org.deeplearning4j.spark.api.TrainingHook;
import org.deeplearning4j.spark.api.TrainingMaster;
import org.deeplearning4j.spark.api.TrainingResult;
import org.deeplearning4j.spark.api.TrainingWorker;
import org.deeplearning4j.spark.api.stats.SparkTrainingStats;
import org.deeplearning4j.spark.impl.graph.SparkComputationGraph;
import org.deeplearning4j.spark.impl.multilayer.SparkDl4jMultiLayer;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.MultiDataSet;

/**
 * Deeplearning4j Spark's way to train, with our own rounds: owns the shards, executes one epoch per
 * {@code fitPaths}, one Spark job a round, and averages over a fixed tree.
 *
 * <p>The paths given to {@code fitPaths} name the shards and are not read: windows are views into
 * the shards' blocks, and no DataSet of them exists.
 */
final class ShardAveragingMaster
    implements TrainingMaster<TrainingResult, TrainingWorker<TrainingResult>> {

  private final ShardJobs jobs;
  private final EpochRounds rounds;
  private final EpochProgress from;
  private final TrainingListener listener;
  private final Consumer<EpochProgress> reached;
  private @Nullable EpochResult result;

  /**
   * A master of one epoch.
   *
   * @param from how far it has come; the network has its state, but for the rate's factor
   */
  ShardAveragingMaster(
      ShardJobs jobs,
      EpochRounds rounds,
      EpochProgress from,
      TrainingListener listener,
      Consumer<EpochProgress> reached) {
    this.jobs = jobs;
    this.rounds = rounds;
    this.from = from;
    this.listener = listener;
    this.reached = reached;
  }

  /** What the epoch came to. */
  EpochResult result() {
    if (result == null) {
      throw new IllegalStateException("no epoch was trained yet");
    }
    return result;
  }

  @Override
  public void executeTrainingPaths(
      @Nullable SparkDl4jMultiLayer stack,
      @Nullable SparkComputationGraph graph,
      JavaRDD<String> shardNames,
      @Nullable DataSetLoader loader,
      @Nullable MultiDataSetLoader multiLoader) {
    if (stack != null) {
      stack.setScore(train(new StackNetwork(stack.getNetwork())));
    } else if (graph != null) {
      graph.setScore(train(new GraphNetwork(graph.getNetwork())));
    } else {
      throw new IllegalArgumentException("no network to train");
    }
  }

  /** Trains an epoch; returns its mean loss. */
  private double train(ModelNetwork network) {
    ModelState state = ModelState.of(network).withRateFactor(from.state().rateFactor());
    EpochResult epoch =
        rounds.run(
            from.withState(state),
            (start, round) -> jobs.train(start, round, rounds.count(start)),
            listener,
            reached);
    epoch.state().into(network);
    result = epoch;
    return epoch.lossSum() / epoch.windows();
  }

  @Override
  public void executeTraining(SparkDl4jMultiLayer network, JavaRDD<DataSet> data) {
    throw ownsItsShards();
  }

  @Override
  public void executeTraining(SparkComputationGraph graph, JavaRDD<DataSet> data) {
    throw ownsItsShards();
  }

  @Override
  public void executeTrainingMDS(SparkComputationGraph graph, JavaRDD<MultiDataSet> data) {
    throw ownsItsShards();
  }

  @Override
  public TrainingWorker<TrainingResult> getWorkerInstance(SparkDl4jMultiLayer network) {
    throw ownsItsShards();
  }

  @Override
  public TrainingWorker<TrainingResult> getWorkerInstance(SparkComputationGraph graph) {
    throw ownsItsShards();
  }

  private static UnsupportedOperationException ownsItsShards() {
    return new UnsupportedOperationException(
        "this master trains on the shards that it owns: call fitPaths with their names");
  }

  @Override
  public void addHook(TrainingHook hook) {
    throw listens();
  }

  @Override
  public void removeHook(TrainingHook hook) {
    throw listens();
  }

  @Override
  public void setListeners(Collection<org.deeplearning4j.optimize.api.TrainingListener> listeners) {
    throw listens();
  }

  @Override
  public void setListeners(
      StatsStorageRouter router,
      Collection<org.deeplearning4j.optimize.api.TrainingListener> listeners) {
    throw listens();
  }

  @Override
  public void setCollectTrainingStats(boolean collect) {
    throw listens();
  }

  @Override
  public boolean getIsCollectTrainingStats() {
    return false;
  }

  @Override
  public SparkTrainingStats getTrainingStats() {
    throw listens();
  }

  private static UnsupportedOperationException listens() {
    return new UnsupportedOperationException(
        "follow this training by an io.chronoshard.train.TrainingListener, given to Workers.train");
  }

  @Override
  public String toJson() {
    throw isNoConfiguration();
  }

  @Override
  public String toYaml() {
    throw isNoConfiguration();
  }

  private static UnsupportedOperationException isNoConfiguration() {
    return new UnsupportedOperationException(
        "what configures this master is io.chronoshard.train.TrainingPlan");
  }

  /** Nothing to delete: no temporary files are written. */
  @Override
  public boolean deleteTempFiles(JavaSparkContext spark) {
    return true;
  }

  /** Nothing to delete: no temporary files are written. */
  @Override
  public boolean deleteTempFiles(SparkContext spark) {
    return true;
  }
}
