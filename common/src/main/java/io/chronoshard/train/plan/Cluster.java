package io.chronoshard.train.plan;

/**
 * What a training is given to run on.
 *
 * @param master as {@code --master} names it
 * @param kind where executors are
 * @param executors that are there
 * @param cores of each executor
 * @param slots tasks that an executor works on at a time, by its cores and its GPUs
 * @param coresOfTask cores that a task takes
 * @param executorHeap bytes of each executor's heap
 * @param executorOutside bytes that an executor may take beside its heap; 0 where nobody watches
 * @param driverHeap bytes of the driver's heap
 * @param memoryFraction share of a heap that Spark keeps blocks and shuffles in, {@code
 *     spark.memory.fraction}
 * @param storageFraction share of that from which shuffles push no block, {@code
 *     spark.memory.storageFraction}
 * @param mostResult bytes that all results of a job may have, {@code spark.driver.maxResultSize}; 0
 *     for any number
 */
public record Cluster(
    String master,
    Kind kind,
    int executors,
    int cores,
    int slots,
    int coresOfTask,
    long executorHeap,
    long executorOutside,
    long driverHeap,
    double memoryFraction,
    double storageFraction,
    long mostResult) {

  /** Where executors are. */
  public enum Kind {
    /** All is in the driver's process. */
    ONE_PROCESS,
    /** They are processes of their own. */
    PROCESSES
  }

  /** What Spark leaves of a heap to itself. */
  private static final long RESERVED = 300L << 20;

  /** Refuses a cluster without cores. */
  public Cluster {
    if (executors < 1 || cores < 1 || slots < 1 || coresOfTask < 1) {
      throw new IllegalArgumentException(
          executors
              + " executors of "
              + cores
              + " cores, "
              + coresOfTask
              + " a task, of which "
              + slots
              + " run at a time");
    }
  }

  /** The same with other executors. */
  public Cluster with(int others) {
    return new Cluster(
        master,
        kind,
        others,
        cores,
        slots,
        coresOfTask,
        executorHeap,
        executorOutside,
        driverHeap,
        memoryFraction,
        storageFraction,
        mostResult);
  }

  /** Bytes of an executor's heap that can hold anything of ours. */
  public long usable() {
    return Math.max(0, executorHeap - RESERVED);
  }

  /** Bytes of an executor that hold blocks, as long as nothing is shuffled. */
  public long forBlocks() {
    return (long) (usable() * memoryFraction);
  }

  /** Of these, those that shuffles do not take. */
  public long keptForBlocks() {
    return (long) (forBlocks() * storageFraction);
  }

  /**
   * Bytes of a round's results that the driver can take: half of what a job's results may have,
   * since those of speculative copies count too; and a quarter of its heap, for it has them as they
   * came and as they are read, beside its own states and whatever else it does.
   */
  public long roomForResults() {
    long ofHeap = Math.max(0, driverHeap - RESERVED) / 4;
    return mostResult == 0 ? ofHeap : Math.min(mostResult / 2, ofHeap);
  }
}
