package io.chronoshard.train.plan;

import io.chronoshard.error.ConfigurationException;
import io.chronoshard.train.AveragingPlace;
import io.chronoshard.train.plan.Cluster.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Compares what a training takes with what a cluster has. */
public final class Shortages {

  /** Part of an average shard by which the largest may exceed it without a word. */
  private static final double UNEVEN = 0.25;

  private final PlannedShards shards;
  private final Cluster cluster;
  private final MemoryPlan memory;
  private final AveragingPlace place;
  private final List<Shortage> found = new ArrayList<>();

  private Shortages(PlannedShards shards, TaskBytes task, StateSize state, Cluster cluster) {
    this.shards = shards;
    this.cluster = cluster;
    this.memory = MemoryPlan.of(shards, task, state, cluster);
    this.place = AveragingPlace.of(shards.shards().size(), state.bytes(), cluster.roomForResults());
  }

  /**
   * All that there are, what does not fit first.
   *
   * @param task what a task takes beside its shard
   * @param state what travels
   */
  public static List<Shortage> of(
      PlannedShards shards, TaskBytes task, StateSize state, Cluster cluster) {
    Shortages shortages = new Shortages(shards, task, state, cluster);
    shortages.windows();
    shortages.shard();
    shortages.results();
    shortages.blocks();
    shortages.outside();
    shortages.slots();
    return shortages.found.stream().sorted((a, b) -> a.kind().compareTo(b.kind())).toList();
  }

  /**
   * Refuses a training that cannot run.
   *
   * @throws ConfigurationException with all that does not fit
   */
  public static void requireNone(List<Shortage> shortages) {
    String all =
        shortages.stream()
            .filter(shortage -> shortage.kind() == Shortage.Kind.DOES_NOT_FIT)
            .map(Shortage::text)
            .collect(Collectors.joining("\n"));
    if (!all.isEmpty()) {
      throw new ConfigurationException(all);
    }
  }

  private void windows() {
    for (PlannedShard shard : shards.shards()) {
      if (Math.max(shard.training(), shard.validation()) > Integer.MAX_VALUE) {
        doesNotFit(
            "shard %d has %,d windows, and no shard can have more than %,d; set training.shards higher",
            shard.number(), Math.max(shard.training(), shard.validation()), Integer.MAX_VALUE);
        return;
      }
    }
  }

  private void shard() {
    // What a task takes beside that is known at most, and layers of our own take less.
    long one = memory.largestShard() + memory.stateOfExecutor() + memory.learnedOfTask();
    if (one > cluster.usable()) {
      doesNotFit(
          "the largest of %d shards takes %s, the state of a round %s beside it, and what a task learns from it %s: more"
              + " than the %s that %s of %s has for them; give %s, or set training.shards higher (that makes another"
              + " model), or take a smaller model",
          shards.shards().size(),
          ByteText.of(memory.largestShard()),
          ByteText.of(memory.stateOfExecutor()),
          ByteText.of(memory.learnedOfTask()),
          ByteText.of(cluster.usable()),
          heap(),
          ByteText.of(cluster.executorHeap()),
          moreHeap());
      return;
    }
    long together =
        memory.tasksOfExecutor() * memory.largestShard()
            + memory.tasksOfExecutorHeap()
            + memory.stateOfExecutor();
    if (together > cluster.usable()) {
      isTight(
          "%d shards are made at a time on an executor, of up to %s each: %s with what their tasks take, and %s of %s has"
              + " %s for them; give %s, fewer cores to an executor, or set training.shards higher (that makes another model)",
          memory.tasksOfExecutor(),
          ByteText.of(memory.largestShard()),
          ByteText.of(together),
          heap(),
          ByteText.of(cluster.executorHeap()),
          ByteText.of(cluster.usable()),
          moreHeap());
    }
  }

  private void results() {
    if (cluster.mostResult() > 0 && place.requiredResults() > cluster.mostResult()) {
      doesNotFit(
          "%s come to the driver in each round, and a job's results may have %s; give"
              + " --conf spark.driver.maxResultSize=%dm, or take a smaller model",
          ByteText.of(place.requiredResults()),
          ByteText.of(cluster.mostResult()),
          megabytes(place.requiredResults()));
    }
    if (memory.driver() > cluster.driverHeap()) {
      doesNotFit(
          "the driver takes %s for the results of a round and its own states, and its heap has %s;"
              + " give a larger --driver-memory, or take a smaller model",
          ByteText.of(memory.driver()), ByteText.of(cluster.driverHeap()));
    }
  }

  private void blocks() {
    if (memory.blocksOfExecutor() > cluster.forBlocks()) {
      isTight(
          "%d shards of an executor take %s, and it has %s for blocks (%s times spark.memory.fraction = %s): the rest"
              + " lies on its disk, and is read in each round; give %s, or more executors",
          memory.shardsOfExecutor(),
          ByteText.of(memory.blocksOfExecutor()),
          ByteText.of(cluster.forBlocks()),
          ByteText.of(cluster.usable()),
          cluster.memoryFraction(),
          moreHeap());
    } else if (memory.blocksOfExecutor() > cluster.keptForBlocks()) {
      isTight(
          "%d shards of an executor take %s, and %s are kept for blocks while something is shuffled"
              + " (spark.memory.storageFraction = %s): another shuffle may put some on its disk; give %s, or more executors",
          memory.shardsOfExecutor(),
          ByteText.of(memory.blocksOfExecutor()),
          ByteText.of(cluster.keptForBlocks()),
          cluster.storageFraction(),
          moreHeap());
    }
  }

  private void outside() {
    if (cluster.executorOutside() > 0
        && memory.tasksOfExecutorOutside() > cluster.executorOutside()) {
      isTight(
          "%d tasks of an executor may take %s outside of its heap, and it has %s; give"
              + " --conf spark.executor.memoryOverhead=%dm, or set training.batch lower",
          memory.tasksOfExecutor(),
          ByteText.of(memory.tasksOfExecutorOutside()),
          ByteText.of(cluster.executorOutside()),
          megabytes(memory.tasksOfExecutorOutside() / 4 * 5));
    }
  }

  private void slots() {
    double mean = (double) shards.sum(PlannedShard::training) / shards.shards().size();
    long most = shards.shards().stream().mapToLong(PlannedShard::training).max().orElse(0);
    if (most > (1 + UNEVEN) * mean) {
      isTight(
          "the shard with most windows has %,d, and the mean is %,d: each round waits for it, and the last ones train it"
              + " alone; ingest with a smaller grid.block-steps, or take another number of training.shards",
          most, Math.round(mean));
    }
  }

  private void doesNotFit(String format, Object... values) {
    add(Shortage.Kind.DOES_NOT_FIT, format, values);
  }

  private void isTight(String format, Object... values) {
    add(Shortage.Kind.IS_TIGHT, format, values);
  }

  private void add(Shortage.Kind kind, String format, Object... values) {
    found.add(new Shortage(kind, String.format(Locale.ROOT, format, values)));
  }

  private String heap() {
    return cluster.kind() == Kind.ONE_PROCESS ? "the driver's heap" : "an executor's heap";
  }

  private String moreHeap() {
    return cluster.kind() == Kind.ONE_PROCESS
        ? "a larger --driver-memory"
        : "a larger --executor-memory";
  }

  private static long megabytes(long bytes) {
    return (bytes >> 20) + 1;
  }
}
