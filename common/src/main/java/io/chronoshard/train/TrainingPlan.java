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
import java.util.function.Consumer;

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
    return changed(plan -> plan.compute = other);
  }

  /** The same plan of a network whose weights, order of windows and dropout follow from a seed. */
  TrainingPlan withSeed(long other) {
    return changed(
        plan -> {
          plan.networkJson = Networks.withSeed(networkJson, other);
          plan.seed = other;
        });
  }

  /** The same plan on one machine, which has nothing to average. */
  TrainingPlan ofOneMachine() {
    return changed(plan -> plan.averaging = averaging.withoutOuterSteps());
  }

  /** The same plan with rounds of one window. */
  public TrainingPlan ofSingleWindows() {
    return changed(
        plan -> {
          plan.batch = 1;
          plan.period = period.fixed(1);
        });
  }

  private TrainingPlan changed(Consumer<Changes> change) {
    Changes changes = new Changes();
    change.accept(changes);
    return changes.plan();
  }

  /** What of a plan is ever changed; what nobody sets stays. */
  private final class Changes {

    private String networkJson = TrainingPlan.this.networkJson;
    private Compute compute = TrainingPlan.this.compute;
    private int batch = TrainingPlan.this.batch;
    private Period period = TrainingPlan.this.period;
    private AveragingSettings averaging = TrainingPlan.this.averaging;
    private long seed = TrainingPlan.this.seed;

    private TrainingPlan plan() {
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
          averaging,
          seed);
    }
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
   * The windows of a round of the epoch that follows on a state.
   *
   * @param round from 1
   */
  public RoundWindows windows(ModelState start, int round) {
    long most = (long) period.of(start.nextEpoch(), start.rateFactor()) * batch;
    return new RoundWindows((round - 1) * most, round * most);
  }

  /**
   * Rounds that shards of this size need to use each of their windows once, in the epoch that
   * follows on a state.
   */
  int rounds(Iterable<ShardSize> shards, ModelState start) {
    return period.rounds(shards, batch, start.nextEpoch(), start.rateFactor());
  }
}
