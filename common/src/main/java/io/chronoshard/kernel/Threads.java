package io.chronoshard.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * How many threads share a minibatch. What is computed does not depend on it: work is cut by the
 * samples, and sums are brought together in the order of the cuts.
 */
public final class Threads {

  /** The calling thread alone, as where each of a machine's cores has a minibatch of its own. */
  public static final Threads ONE = new Threads(1);

  private final int count;
  private final @Nullable ForkJoinPool pool;

  /**
   * So many, the calling one among them; the others are daemons that end when they have nothing to
   * do for a while.
   */
  public Threads(int count) {
    if (count < 1) {
      throw new IllegalArgumentException(count + " threads");
    }
    this.count = count;
    this.pool = count == 1 ? null : new ForkJoinPool(count - 1);
  }

  /** How many. */
  public int count() {
    return count;
  }

  /** Does the pieces from 0 to {@code pieces - 1}, in any order, and returns when all are done. */
  void run(int pieces, IntConsumer work) {
    if (pool == null || pieces == 1) {
      for (int piece = 0; piece < pieces; piece++) {
        work.accept(piece);
      }
      return;
    }
    AtomicInteger next = new AtomicInteger();
    Runnable share =
        () -> {
          for (int piece = next.getAndIncrement(); piece < pieces; piece = next.getAndIncrement()) {
            work.accept(piece);
          }
        };
    List<ForkJoinTask<?>> others = new ArrayList<>();
    for (int other = 1; other < Math.min(count, pieces); other++) {
      others.add(pool.submit(share));
    }
    try {
      share.run();
    } finally {
      others.forEach(ForkJoinTask::join);
    }
  }
}
