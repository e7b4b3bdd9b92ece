package io.chronoshard.train;

import io.chronoshard.window.EpochOrder;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Keeps each shard's order of windows while its epoch lasts. For any number of threads. */
final class EpochOrders {

  private record Key(long seed, int epoch, int shard, int size) {}

  private record Kept(Key key, int[] order) {}

  private final Map<Integer, Kept> kept = new ConcurrentHashMap<>();

  /** The order of {@link EpochOrder#of}; not to be changed. */
  int[] of(long seed, int epoch, int shard, int size) {
    Key key = new Key(seed, epoch, shard, size);
    Kept known = kept.get(shard);
    if (known == null || !known.key.equals(key)) {
      known = new Kept(key, EpochOrder.of(seed, epoch, shard, size));
      kept.put(shard, known);
    }
    return known.order;
  }
}
