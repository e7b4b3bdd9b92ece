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

  /** What comes to the driver in a round at most, where it averages. */
  static final long MOST_TO_DRIVER = 64L << 20;

  /** Bytes for what tasks tell beside their values, which is about a KiB each. */
  private static final long TOLD_BESIDE = 1L << 20;

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
   * @param mostResults bytes of a job's results that the driver takes at most; 0 for no limit
   */
  public static AveragingPlace of(int shards, ModelState state, long mostResults) {
    return of(
        shards,
        (long) Float.BYTES * (state.parameters().length + state.updater().length),
        mostResults);
  }

  /**
   * By the rule.
   *
   * @param bytes of one shard's parameters and updater state
   * @param mostResults bytes of a job's results that the driver takes at most; 0 for no limit
   */
  public static AveragingPlace of(int shards, long bytes, long mostResults) {
    long most = mostResults == 0 ? MOST_TO_DRIVER : Math.min(MOST_TO_DRIVER, mostResults / 2);
    return new AveragingPlace(
        shards, bytes, shards > 1 && shards * bytes > most ? Where.EXECUTORS : Where.DRIVER);
  }

  /** Bytes that come to the driver in a round. */
  public long bytesToDriver() {
    return where == Where.DRIVER ? shards * resultBytes : resultBytes;
  }

  /** Bytes of results that a round's job must be allowed. */
  public long requiredResults() {
    return bytesToDriver() + TOLD_BESIDE;
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
