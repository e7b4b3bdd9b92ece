package io.chronoshard.jobs.spark.placement;

import io.chronoshard.jobs.spark.page.NamedJobs;
import java.util.List;
import java.util.Optional;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.storage.StorageLevel;

/**
 * Partitions that executors keep, spread evenly over them: each stays where it lies, is spilled to
 * disk where memory is short, and is computed again where its executor is lost. Where executors
 * come or go, as few as possible move. What is computed of them is the same wherever they are.
 *
 * @param <T> what a partition holds
 */
public final class Kept<T> implements AutoCloseable {

  /** Moves after which partitions are computed again rather than fetched from where they lay. */
  private static final int MOST_MOVES = 32;

  private final JavaRDD<T> computed;
  private final String name;
  private final StorageLevel level;
  private final ActiveExecutors active;
  private List<Executor> executors;
  private JavaRDD<T> kept;
  private int moves;

  private Kept(JavaRDD<T> computed, String name, StorageLevel level) {
    this.computed = computed;
    this.name = name;
    this.level = level;
    active = new ActiveExecutors(computed.context());
    executors = active.all();
    kept = persisted(placed(computed, places(computed)));
  }

  /** In memory as they are; on disk what has no room there. */
  public static <T> Kept<T> inMemory(JavaRDD<T> computed, String name) {
    return new Kept<>(computed, name, StorageLevel.MEMORY_AND_DISK());
  }

  /** On the executors' disks, for what is read a few times. */
  public static <T> Kept<T> onDisk(JavaRDD<T> computed, String name) {
    return new Kept<>(computed, name, StorageLevel.DISK_ONLY());
  }

  /** Where they are kept. */
  public JavaSparkContext context() {
    return JavaSparkContext.fromSparkContext(computed.context());
  }

  /** How many there are. */
  public int count() {
    return computed.getNumPartitions();
  }

  /** The partitions where they are now; asked again before each job, for executors come and go. */
  public JavaRDD<T> now() {
    List<Executor> present = active.all();
    if (!present.isEmpty() && !present.equals(executors)) {
      executors = present;
      move();
    }
    return kept;
  }

  private void move() {
    List<Executor> places = places(kept);
    if (active.places(kept.rdd(), executors).equals(places.stream().map(Optional::of).toList())) {
      return;
    }
    JavaRDD<T> old = kept;
    moves++;
    kept = persisted(placed(moves % MOST_MOVES == 0 ? computed : old, places));
    NamedJobs.begin(
        context(),
        "place " + name + " on " + executors.size() + " executors, for some came or went");
    try {
      kept.foreachPartition(partition -> {});
    } finally {
      NamedJobs.end(context());
      old.unpersist(false);
    }
  }

  private List<Executor> places(JavaRDD<T> parts) {
    return executors.isEmpty()
        ? List.of()
        : Placement.of(executors, active.places(parts.rdd(), executors));
  }

  private JavaRDD<T> placed(JavaRDD<T> parts, List<Executor> places) {
    return places.isEmpty() ? parts : PlacedRdd.of(parts, places, active);
  }

  private JavaRDD<T> persisted(JavaRDD<T> parts) {
    return parts.setName(name).persist(level);
  }

  /** Forgets them. */
  @Override
  public void close() {
    kept.unpersist(false);
  }
}
