package io.chronoshard.train;

import java.util.Locale;

/**
 * Where the results of a round's shards are averaged, decided once for a training; it changes no
 * bit. All results come to the driver where they are few and small, for nothing is faster; beyond
 * that executors average, each some slices of all shards' results, and the driver takes the mean
 * alone.
 *
 * @param shards how many return a result each
 * @param resultBytes of one shard's parameters and updater state
 * @param where they are averaged
 */
public record AveragingPlace(int shards, long resultBytes, Where where) {

  /**
   * Bytes of values that come to the driver in a round at most, where it averages. That is a matter
   * of time, not of memory, of which {@code room} tells: one thread of the driver reads so many in
   * 20 ms and adds them in another 20 (processor time, measured), and one more stage of small tasks
   * takes about as long.
   */
  static final long MOST_TO_DRIVER = 64L << 20;

  /**
   * Bytes that a task's result has beside its values: what it counted and measured, as Spark sends
   * it. A test of real tasks holds it between a fifth of this and this.
   */
  public static final long TOLD_BY_TASK = 4L << 10;

  /** Beyond which Spark sorts what it sends from one stage to the next. */
  private static final int MOST_SLICES = 200;

  /** The places. */
  public enum Where {
    DRIVER,
    EXECUTORS
  }

  /**
   * By the rule.
   *
   * @param state of the network, of whatever values
   * @param room bytes of a round's results that the driver can take
   */
  public static AveragingPlace of(int shards, ModelState state, long room) {
    return of(
        shards, (long) Float.BYTES * (state.parameters().length + state.updater().length), room);
  }

  /**
   * By the rule.
   *
   * @param bytes of one shard's parameters and updater state
   * @param room bytes of a round's results that the driver can take
   */
  public static AveragingPlace of(int shards, long bytes, long room) {
    AveragingPlace driver = new AveragingPlace(shards, bytes, Where.DRIVER);
    AveragingPlace executors = new AveragingPlace(shards, bytes, Where.EXECUTORS);
    if (shards == 1) {
      return driver;
    }
    boolean hasRoom = driver.requiredResults() <= Math.max(room, executors.requiredResults());
    return hasRoom && driver.bytesToDriver() <= MOST_TO_DRIVER ? driver : executors;
  }

  /** Bytes that come to the driver in a round. */
  public long bytesToDriver() {
    return where == Where.DRIVER ? shards * resultBytes : resultBytes;
  }

  /** Bytes of results that a round's job must be allowed, of as many slices as there may be. */
  public long requiredResults() {
    return bytesToDriver() + TOLD_BY_TASK * (where == Where.DRIVER ? shards : MOST_SLICES);
  }

  /**
   * How many slices executors average: as many as run side by side, and more where all shards' part
   * of one would be large.
   *
   * @param cores of all executors
   */
  public int slices(int cores) {
    long small = (shards * resultBytes - 1) / MOST_TO_DRIVER + 1;
    return (int) Math.min(MOST_SLICES, Math.max(cores, small));
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "each round %d %s %.1f MB%s, averaged by %s",
        shards,
        shards == 1 ? "shard returns" : "shards return",
        resultBytes / 1e6,
        shards == 1 ? "" : " each",
        where == Where.DRIVER ? "the driver" : "executors");
  }
}
