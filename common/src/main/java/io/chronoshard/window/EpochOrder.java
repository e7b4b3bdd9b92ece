package io.chronoshard.window;

import org.apache.commons.math3.random.MersenneTwister;

/**
 * The order in which an epoch visits a shard's windows: each exactly once, by (seed, epoch, shard)
 * alone.
 */
public final class EpochOrder {

  private EpochOrder() {}

  /** A permutation of {@code [0, size)} (Fisher and Yates, Durstenfeld's form). */
  public static int[] of(long seed, int epoch, int shard, int size) {
    MersenneTwister random =
        new MersenneTwister(new int[] {(int) seed, (int) (seed >>> 32), epoch, shard});
    int[] order = new int[size];
    for (int i = 0; i < size; i++) {
      int j = random.nextInt(i + 1);
      order[i] = order[j];
      order[j] = i;
    }
    return order;
  }

  /** The windows as they are numbered. */
  public static int[] ascending(int size) {
    int[] order = new int[size];
    for (int i = 0; i < size; i++) {
      order[i] = i;
    }
    return order;
  }
}
