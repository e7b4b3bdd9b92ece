package io.chronoshard.train;

import io.chronoshard.config.TrainingSettings;
import io.chronoshard.model.Compute;
import io.chronoshard.model.ModelNetwork;
import io.chronoshard.model.Networks;
import io.chronoshard.model.Objectives;
import io.chronoshard.model.OwnUnits;
import io.chronoshard.scale.TargetScaler;
import io.chronoshard.window.WindowShape;

/**
 * What every worker must know to train its shard, the same for the whole training.
 *
 * @param networkJson the network's configuration in Deeplearning4j's JSON
 * @param compute what it computes with
 * @param shape of the windows
 * @param inputWidth features of a step
 * @param targetScaler one column per target
 * @param objectives what is learned of the targets
 * @param schedule of the learning rate
 * @param batch windows of a minibatch
 * @param period minibatches of a shard in a round
 * @param seed makes the order of windows and dropout
 */
public record TrainingPlan(
    String networkJson,
    Compute compute,
    WindowShape shape,
    int inputWidth,
    TargetScaler targetScaler,
    Objectives objectives,
    Schedule schedule,
    int batch,
    int period,
    long seed) {

  /** The plan of the training of a network with that configuration. */
  public static TrainingPlan of(
      String networkJson,
      TrainingSettings settings,
      Compute compute,
      WindowShape shape,
      int inputWidth,
      TargetScaler targetScaler,
      Objectives objectives) {
    return new TrainingPlan(
        networkJson,
        compute,
        shape,
        inputWidth,
        targetScaler,
        objectives,
        new Schedule(settings.schedule(), settings.epochs()),
        settings.batch(),
        settings.period(),
        settings.seed());
  }

  /** The same plan on other threads, which changes no result of layers of our own. */
  public TrainingPlan with(Compute other) {
    return new TrainingPlan(
        networkJson,
        other,
        shape,
        inputWidth,
        targetScaler,
        objectives,
        schedule,
        batch,
        period,
        seed);
  }

  /** The same plan of a network whose weights, order of windows and dropout follow from a seed. */
  TrainingPlan withSeed(long other) {
    return new TrainingPlan(
        Networks.withSeed(networkJson, other),
        compute,
        shape,
        inputWidth,
        targetScaler,
        objectives,
        schedule,
        batch,
        period,
        other);
  }

  /** Brings what the network gives to the targets' own units. */
  OwnUnits units() {
    return new OwnUnits(targetScaler, objectives.layout(shape, targetScaler.widths()));
  }

  /**
   * A new network with initial weights, which computes with what it finds: for the driver, who
   * forecasts a few windows.
   */
  public ModelNetwork newNetwork() {
    return ModelNetwork.fromJson(networkJson);
  }

  /**
   * A new network for a worker, which computes with what was decided.
   *
   * @throws io.chronoshard.error.ClusterException where this JVM cannot run the engine
   */
  ModelNetwork workerNetwork() {
    ModelNetwork network = newNetwork();
    compute.prepare(network);
    return network;
  }

  /** Rounds that shards of this size need to use each of their windows once. */
  int rounds(Iterable<ShardSize> shards) {
    int rounds = 0;
    for (ShardSize shard : shards) {
      rounds = Math.max(rounds, ceilDiv(ceilDiv(shard.training(), batch), period));
    }
    return rounds;
  }

  private static int ceilDiv(int value, int by) {
    return (int) (((long) value + by - 1) / by);
  }
}
