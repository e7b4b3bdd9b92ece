package io.chronoshard.gate;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/**
 * The tests that were made before, in whatever way they ended.
 *
 * @param since when testing could begin: the run date or the end of the history of the first
 *     champion
 * @param tests what each spent, in any order; of every stored decision its {@link Decision#spent()}
 */
public record PastTests(Instant since, List<Spent> tests) {

  /**
   * One test.
   *
   * @param at its run date
   * @param level the probability with which it was allowed to err
   */
  public record Spent(Instant at, double level) {}

  /** Copies the list, in the order of dates. */
  public PastTests {
    tests = tests.stream().sorted(Comparator.comparing(Spent::at)).toList();
  }

  /** The newest test, or when testing could begin. */
  Instant last() {
    return tests.isEmpty() ? since : tests.get(tests.size() - 1).at();
  }
}
