package io.chronoshard.bench;

import io.chronoshard.window.Minibatch;
import io.chronoshard.window.WindowSet;

/** As training fills a minibatch from a shard's blocks. */
final class MinibatchFilling implements Filling {

  private final WindowSet windows;
  private final Minibatch minibatch;

  MinibatchFilling(MadeUpShard shard, int capacity) {
    this.windows = shard.windows();
    this.minibatch =
        new Minibatch(capacity, shard.shape(), shard.inputs().width(), shard.targetScaler());
  }

  @Override
  public void fill(int[] order, int from, int to) {
    minibatch.fill(windows, order, from, to);
  }

  @Override
  public float[] inputs() {
    return minibatch.inputs(0);
  }

  @Override
  public float[] targets() {
    return minibatch.targets(0);
  }
}
