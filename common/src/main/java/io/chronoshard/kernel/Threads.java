package io.chronoshard.kernel;

import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * How many threads share a minibatch. What is computed does not depend on it: work is cut by the
 * samples, and sums are brought together in the order of the cuts.
 *
 * <p>The threads of a training step meet many times, tenths of a millisecond apart, and to wake one
 * that sleeps takes as long: so they stay awake for a moment when they have nothing to do. A caller
 * never waits for a thread that has not begun: it does that one's share by itself.
 */
public final class Threads {

  /** The calling thread alone, as where each of a machine's cores has a minibatch of its own. */
  public static final Threads ONE = new Threads(1);

  private static final long AWAKE_NANOS = 200_000;

  private final int count;
  private final long awakeNanos;
  private final @Nullable Executor pool;
  private final AtomicIntegerArray awake;
  private volatile @Nullable SharedWork current;

  /**
   * So many, the calling one among them; the others are daemons that end when they have nothing to
   * do for a while.
   */
  public Threads(int count) {
    this(count, AWAKE_NANOS);
  }

  /** As the other, that stay awake for so long. */
  Threads(int count, long awakeNanos) {
    if (count < 1) {
      throw new IllegalArgumentException(count + " threads");
    }
    this.count = count;
    this.awakeNanos = awakeNanos;
    this.pool = count == 1 ? null : Executors.newCachedThreadPool(Threads::daemon);
    this.awake = new AtomicIntegerArray(count);
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "minibatch");
    thread.setDaemon(true);
    return thread;
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
    SharedWork shared = new SharedWork(pieces, count, work);
    current = shared;
    for (int place = 1; place < Math.min(count, pieces); place++) {
      if (awake.compareAndSet(place, 0, 1)) {
        int sleeper = place;
        pool.execute(() -> share(sleeper));
      }
    }
    shared.takeShare(0);
    shared.await(awakeNanos);
    current = null;
    shared.throwFailure();
  }

  /**
   * Takes its share of what callers have to do, and goes on where one came while it fell asleep.
   */
  private void share(int place) {
    SharedWork last = null;
    do {
      last = shareUntilIdle(place, last);
      awake.set(place, 0);
    } while (isNew(current, last) && awake.compareAndSet(place, 0, 1));
  }

  /** Takes its share until there has been none for a moment; returns what was looked at last. */
  private @Nullable SharedWork shareUntilIdle(int place, @Nullable SharedWork before) {
    SharedWork last = before;
    long idleSince = System.nanoTime();
    do {
      SharedWork next = current;
      if (next == null || !isNew(next, last)) {
        Thread.onSpinWait();
      } else {
        last = next;
        if (next.takeShare(place)) {
          idleSince = System.nanoTime();
        }
      }
    } while (System.nanoTime() - idleSince < awakeNanos);
    return last;
  }

  private static boolean isNew(@Nullable SharedWork work, @Nullable SharedWork last) {
    return work != null && work != last;
  }
}
