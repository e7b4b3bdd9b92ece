package io.chronoshard.kernel;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Pieces of work that some threads share. Each has pieces of its own, which are the same for work
 * of as many pieces, as what it needs for them lies in the caches of its core; when it has done
 * these, it does others' that nobody has begun.
 */
final class SharedWork {

  private final int pieces;
  private final int threads;
  private final IntConsumer work;
  private final Thread owner = Thread.currentThread();
  private final AtomicIntegerArray begun;
  private final AtomicInteger done = new AtomicInteger();
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

  /** Of the calling thread, which waits for it. */
  SharedWork(int pieces, int threads, IntConsumer work) {
    this.pieces = pieces;
    this.threads = threads;
    this.work = work;
    this.begun = new AtomicIntegerArray(pieces);
  }

  /**
   * Does pieces that nobody has begun, until there are none.
   *
   * @param place of the calling thread, from 0 on
   * @return whether it has done any
   */
  boolean takeShare(int place) {
    boolean hasDone = false;
    for (int own = place; own < pieces; own += threads) {
      hasDone |= isDoneHere(own);
    }
    for (int any = 0; any < pieces; any++) {
      hasDone |= isDoneHere(any);
    }
    return hasDone;
  }

  /** Does a piece unless somebody has begun it. */
  private boolean isDoneHere(int piece) {
    if (!begun.compareAndSet(piece, 0, 1)) {
      return false;
    }
    try {
      work.accept(piece);
    } catch (RuntimeException | Error e) {
      failure.compareAndSet(null, e);
    }
    if (done.incrementAndGet() == pieces && Thread.currentThread() != owner) {
      LockSupport.unpark(owner);
    }
    return true;
  }

  /** Returns when all pieces are done; sleeps when it has waited for so long. */
  void await(long awakeNanos) {
    long from = System.nanoTime();
    while (done.get() < pieces) {
      if (System.nanoTime() - from < awakeNanos) {
        Thread.onSpinWait();
      } else {
        LockSupport.park(this);
      }
    }
  }

  /** Throws what the first piece to fail has thrown, if one has. */
  void throwFailure() {
    Throwable thrown = failure.get();
    if (thrown instanceof Error error) {
      throw error;
    }
    if (thrown instanceof RuntimeException exception) {
      throw exception;
    }
  }
}
