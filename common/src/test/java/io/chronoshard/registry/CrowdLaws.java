package io.chronoshard.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.chronoshard.config.VersionChoice;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.junit.jupiter.api.Test;

/**
 * A hundred publishers and a hundred promoters at once: numbers without gaps or repeats, and one
 * champion at any time.
 */
abstract class CrowdLaws {

  private static final int EACH = 100;
  private static final int BEFORE = 3;

  /** A registry, which is not there yet. */
  abstract Path root();

  abstract Configuration hadoop();

  @Test
  void twoHundredPublishersAndPromotersGetInNobodysWay() throws Exception {
    for (int i = 1; i <= BEFORE; i++) {
      registry().publish(Versions.of("run-" + i, i));
    }
    CyclicBarrier start = new CyclicBarrier(2 * EACH);
    List<Callable<Integer>> calls = new ArrayList<>();
    for (int i = 0; i < EACH; i++) {
      VersionContents contents = Versions.of("new-" + i, i);
      int version = 1 + i % BEFORE;
      calls.add(
          () -> {
            start.await();
            return registry().publish(contents);
          });
      calls.add(
          () -> {
            start.await();
            registry().promotions().promote(version);
            return 0;
          });
    }
    ExecutorService threads = Executors.newFixedThreadPool(2 * EACH + 1);
    AtomicBoolean isOver = new AtomicBoolean();
    Future<Integer> reader = threads.submit(() -> looks(isOver));
    List<Integer> numbers = new ArrayList<>();
    try {
      for (Future<Integer> number : threads.invokeAll(calls)) {
        numbers.add(number.get());
      }
      isOver.set(true);
      assertThat(reader.get()).isPositive();
    } finally {
      threads.shutdownNow();
    }

    numbers.removeIf(number -> number == 0);
    assertThat(numbers)
        .containsExactlyInAnyOrderElementsOf(
            IntStream.rangeClosed(BEFORE + 1, BEFORE + EACH).boxed().toList());
    assertThat(registry().list().versions()).hasSize(BEFORE + EACH);
    List<Promotion> promotions = registry().promotions().all();
    assertThat(promotions)
        .extracting(Promotion::number)
        .containsExactlyElementsOf(IntStream.rangeClosed(1, promotions.size()).boxed().toList());
    for (int i = 1; i < promotions.size(); i++) {
      assertThat(promotions.get(i).version()).isNotEqualTo(promotions.get(i - 1).version());
    }
    assertThat(registry().champion()).contains(promotions.get(promotions.size() - 1).version());
    for (String what : List.of("versions", "promotions")) {
      Path staged = new Path(registry().path(), ".staging/" + what);
      assertThat(Storage.of(staged, hadoop()).names(staged)).isEmpty();
    }
  }

  /** As a reader that looks again and again; says how often. */
  private int looks(AtomicBoolean isOver) {
    int looks = 0;
    int newest = 0;
    while (!isOver.get()) {
      int promotion = registry().promotions().current().orElseThrow().number();
      assertThat(promotion).isGreaterThanOrEqualTo(newest);
      newest = promotion;
      assertThat(registry().version(new VersionChoice.Champion()).number()).isBetween(1, BEFORE);
      looks++;
    }
    return looks;
  }

  private ModelRegistry registry() {
    return ModelRegistry.open(root().toString(), "pump", hadoop());
  }
}
