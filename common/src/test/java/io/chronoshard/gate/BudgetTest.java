package io.chronoshard.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.chronoshard.gate.PastTests.Spent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BudgetTest {

  private static final Instant SINCE = Instant.parse("2026-01-05T00:00:00Z");
  private static final Duration YEAR = Duration.ofDays(364);

  /** Whenever runs happen, and whichever of them test. */
  @Test
  void inNo52WeeksMoreIsSpentThanTheLevel() {
    for (int seed = 0; seed < 300; seed++) {
      Random random = new Random(seed);
      Budget budget = new Budget(0.05, Duration.ofHours(1 + random.nextInt(24 * 40)));
      List<Spent> tests = new ArrayList<>();
      Instant at = SINCE;
      for (int run = 0; run < 400; run++) {
        at = at.plus(Duration.ofHours(1 + random.nextInt(24 * (1 + random.nextInt(60)))));
        PastTests past = new PastTests(SINCE, tests);
        if (random.nextInt(4) > 0 && budget.isDue(past, at)) {
          tests.add(new Spent(at, budget.at(past, at)));
          assertThat(tests.get(tests.size() - 1).level()).as("seed %d", seed).isPositive();
        }
      }
      for (Spent test : tests) {
        Instant from = test.at().minus(YEAR);
        double spent =
            tests.stream()
                .filter(other -> other.at().isAfter(from) && !other.at().isAfter(test.at()))
                .mapToDouble(Spent::level)
                .sum();
        assertThat(spent).as("seed %d, %s", seed, test).isLessThanOrEqualTo(0.05 + 1e-12);
      }
    }
  }

  @Test
  void whoTestsEachWeekSpendsEvenly() {
    List<Spent> tests = spent(Duration.ofDays(7), Duration.ofDays(1), 800);

    assertThat(tests).hasSize(114);
    assertThat(tests)
        .allSatisfy(test -> assertThat(test.level()).isCloseTo(0.05 / 52, within(1e-9)));
  }

  @Test
  void whoTestsEachNightSpendsEvenly() {
    assertThat(spent(Duration.ofDays(1), Duration.ofDays(1), 800))
        .hasSize(800)
        .allSatisfy(test -> assertThat(test.level()).isCloseTo(0.05 / 364, within(1e-9)));
  }

  @Test
  void whoTestsOnceInAWhileMaySpendMoreButNeverMoreThanAll() {
    assertThat(spent(Duration.ofDays(7), Duration.ofDays(28), 10))
        .allSatisfy(test -> assertThat(test.level()).isCloseTo(0.05 / 13, within(1e-9)));
    assertThat(spent(Duration.ofDays(7), Duration.ofDays(1000), 3))
        .allSatisfy(test -> assertThat(test.level()).isEqualTo(0.05));
  }

  private static List<Spent> spent(Duration every, Duration between, int runs) {
    Budget budget = new Budget(0.05, every);
    List<Spent> tests = new ArrayList<>();
    for (int run = 1; run <= runs; run++) {
      Instant at = SINCE.plus(between.multipliedBy(run));
      PastTests past = new PastTests(SINCE, tests);
      if (budget.isDue(past, at)) {
        tests.add(new Spent(at, budget.at(past, at)));
      }
    }
    return tests;
  }

  @Test
  void theOrderInWhichTestsAreReadDoesNotMatter() {
    Spent first = new Spent(SINCE.plus(Duration.ofDays(7)), 0.01);
    Spent second = new Spent(SINCE.plus(Duration.ofDays(21)), 0.02);
    Budget budget = new Budget(0.05, Duration.ofDays(7));
    Instant at = SINCE.plus(Duration.ofDays(30));

    assertThat(budget.at(new PastTests(SINCE, List.of(first, second)), at))
        .isEqualTo(budget.at(new PastTests(SINCE, List.of(second, first)), at));
    assertThat(budget.next(new PastTests(SINCE, List.of(second, first))))
        .isEqualTo(SINCE.plus(Duration.ofDays(28)));
  }

  @Test
  void anEarlierDateThanTheLastTestIsNotDue() {
    PastTests past = new PastTests(SINCE, List.of(new Spent(SINCE.plus(YEAR), 0.01)));

    assertThat(new Budget(0.05, Duration.ofDays(7)).isDue(past, SINCE.plus(Duration.ofDays(30))))
        .isFalse();
  }
}
