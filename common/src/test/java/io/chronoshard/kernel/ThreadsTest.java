package io.chronoshard.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ThreadsTest {

  @Test
  void doEachPieceOnceAndHaveDoneItBeforeTheCallerGoesOn() {
    SplittableRandom random = new SplittableRandom(1);
    for (int threads = 1; threads <= 5; threads++) {
      Threads shared = new Threads(threads);
      for (int run = 0; run < 500; run++) {
        doEachOnce(shared, random.nextInt(1, 12));
      }
    }
  }

  private static void doEachOnce(Threads threads, int pieces) {
    AtomicIntegerArray times = new AtomicIntegerArray(pieces);
    threads.run(pieces, times::incrementAndGet);
    for (int piece = 0; piece < pieces; piece++) {
      assertThat(times.get(piece)).isOne();
    }
  }

  @Test
  void serveCallersThatComeAtOnce() throws Exception {
    Threads shared = new Threads(3);
    ExecutorService callers = Executors.newFixedThreadPool(4);
    try {
      List<Future<?>> calls = new ArrayList<>();
      for (int caller = 0; caller < 4; caller++) {
        int pieces = caller + 2;
        calls.add(
            callers.submit(
                () -> {
                  for (int run = 0; run < 500; run++) {
                    doEachOnce(shared, pieces);
                  }
                }));
      }
      for (Future<?> call : calls) {
        call.get();
      }
    } finally {
      callers.shutdown();
    }
  }

  @Test
  void serveAPieceThatHasPiecesItself() {
    Threads shared = new Threads(2);
    AtomicInteger inner = new AtomicInteger();
    shared.run(4, outer -> shared.run(3, piece -> inner.incrementAndGet()));
    assertThat(inner).hasValue(12);
  }

  @Test
  void throwWhatAPieceHasThrownWhenTheOthersAreDone() {
    Threads shared = new Threads(2);
    for (int run = 0; run < 200; run++) {
      int bad = run % 5;
      AtomicInteger done = new AtomicInteger();
      assertThatThrownBy(
              () ->
                  shared.run(
                      5,
                      piece -> {
                        if (piece == bad) {
                          throw new IllegalStateException("piece " + piece);
                        }
                        done.incrementAndGet();
                      }))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("piece " + bad);
      assertThat(done).hasValue(4);
      doEachOnce(shared, 5);
    }
  }

  /**
   * Each piece waits for all others to be begun, so that none is done where a thread stays away.
   */
  @ParameterizedTest
  @ValueSource(longs = {0, 1_000, 10_000_000_000L})
  void allComeWhetherTheySleptOrNot(long awakeNanos) {
    Threads shared = new Threads(3, awakeNanos);
    for (int run = 0; run < 2000; run++) {
      CyclicBarrier all = new CyclicBarrier(3);
      shared.run(3, piece -> await(all));
      assertThat(all.getNumberWaiting()).isZero();
    }
  }

  private static void await(CyclicBarrier all) {
    try {
      all.await(1, TimeUnit.MINUTES);
    } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
      throw new AssertionError("a thread stayed away", e);
    }
  }
}
