package io.chronoshard.jobs.spark.watch;

/**
 * A task that runs.
 *
 * @param partition its number in its stage: the shard's, in a round
 * @param executor Spark's id
 * @param host of the executor
 * @param since when it was started
 * @param isNear whether what it reads lies in its executor
 * @param isReturning whether it is done, and what it came to is on its way
 * @param collectedMillis time that its executor has spent on garbage meanwhile, as last told
 * @param fetchedMillis time that it has waited for data of other executors, as last told
 * @param signOfLife when its executor last told anything
 */
record RunningTask(
    int partition,
    String executor,
    String host,
    long since,
    boolean isNear,
    boolean isReturning,
    long collectedMillis,
    long fetchedMillis,
    long signOfLife) {

  /** With what its executor tells of it. */
  RunningTask told(long at, long collected, long fetched) {
    return new RunningTask(
        partition, executor, host, since, isNear, isReturning, collected, fetched, at);
  }

  /** On its way back. */
  RunningTask returning(long at) {
    return new RunningTask(
        partition, executor, host, since, isNear, true, collectedMillis, fetchedMillis, at);
  }
}
