package io.chronoshard.train;

import io.chronoshard.config.AveragingSettings;
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
 * @param averaging how shards become one
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
    Period period,
    AveragingSettings averaging,
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
        Period.of(settings),
        settings.averaging(),
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
        averaging,
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
        averaging,
        other);
  }

  /** The same plan on one machine, which has nothing to average. */
  TrainingPlan ofOneMachine() {
    return new TrainingPlan(
        networkJson,
        compute,
        shape,
        inputWidth,
        targetScaler,
        objectives,
        schedule,
        batch,
        period,
        averaging.withoutOuterSteps(),
        seed);
  }

  /** The same plan with rounds of one window. */
  public TrainingPlan ofSingleWindows() {
    return new TrainingPlan(
        networkJson,
        compute,
        shape,
        inputWidth,
        targetScaler,
        objectives,
        schedule,
        1,
        period.fixed(1),
        averaging,
        seed);
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

  /**
   * Rounds that shards of this size need to use each of their windows once, in the epoch that
   * follows on a state.
   */
  int rounds(Iterable<ShardSize> shards, ModelState start) {
    return period.rounds(shards, batch, start.nextEpoch(), start.rateFactor());
  }
}
