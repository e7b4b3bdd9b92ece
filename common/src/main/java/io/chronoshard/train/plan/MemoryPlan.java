package io.chronoshard.train.plan;

import io.chronoshard.train.AveragingPlace;

/**
 * What a training takes of a cluster's memory, in bytes, where shards lie as evenly on executors as
 * they can.
 *
 * @param shardsOfExecutor shards that an executor holds, at most
 * @param tasksOfExecutor of these, how many it trains at a time
 * @param blocksOfExecutor what the largest so many shards take, on its heap
 * @param largestShard what a shard takes at most; it is one piece of the heap, and lies on one
 *     executor
 * @param tasksOfExecutorHeap what its tasks take on its heap beside shards, at most
 * @param learnedOfTask of these, what one task takes for certain
 * @param tasksOfExecutorOutside what they take outside of it, at most
 * @param stateOfExecutor the state that a round begins with: as it was sent, and as it is read
 * @param dealt steps that travel to shards once, before they are compressed; on local disks
 * @param largestDealt of these, those of one shard, which a task sorts in memory or, where there is
 *     too little, on disk
 * @param resultsOfRound what comes to the driver in a round: the states of all shards, or their
 *     mean where executors average
 * @param driver results, and the states that the driver has beside them
 */
public record MemoryPlan(
    int shardsOfExecutor,
    int tasksOfExecutor,
    long blocksOfExecutor,
    long largestShard,
    long tasksOfExecutorHeap,
    long learnedOfTask,
    long tasksOfExecutorOutside,
    long stateOfExecutor,
    long dealt,
    long largestDealt,
    long resultsOfRound,
    long driver) {

  /** Start, sent and mean of a round, the best one so far, and the network of the driver. */
  private static final int STATES_OF_DRIVER = 5;

  /**
   * On a cluster.
   *
   * @param task what a task takes beside its shard
   * @param state what travels
   */
  public static MemoryPlan of(
      PlannedShards shards, TaskBytes task, StateSize state, Cluster cluster) {
    int count = shards.shards().size();
    int ofExecutor = (count - 1) / cluster.executors() + 1;
    int tasks = Math.min(cluster.slots(), ofExecutor);
    long results =
        AveragingPlace.of(count, state.bytes(), cluster.roomForResults()).bytesToDriver();
    return new MemoryPlan(
        ofExecutor,
        tasks,
        shards.heldBytesOf(ofExecutor),
        shards.largest().heldBytes(),
        tasks * task.heap(),
        task.learned(),
        tasks * task.outside(),
        2 * state.bytes(),
        shards.sum(PlannedShard::dealtBytes),
        shards.shards().stream().mapToLong(PlannedShard::dealtBytes).max().orElse(0),
        results,
        results + STATES_OF_DRIVER * state.bytes());
  }
}
