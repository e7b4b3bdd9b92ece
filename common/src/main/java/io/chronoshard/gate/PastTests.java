package io.chronoshard.gate;

import java.time.Duration;
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

  /** In which the levels of all tests add up to {@code gate.level} at most. */
  static final Duration YEAR = Duration.ofDays(52 * 7);

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

  /** Those that count at a time: of the 52 weeks before it. */
  public List<Spent> counting(Instant at) {
    Instant before = at.minus(YEAR);
    return tests.stream().filter(test -> test.at().isAfter(before)).toList();
  }

  /** The newest test, or when testing could begin. */
  Instant last() {
    return tests.isEmpty() ? since : tests.get(tests.size() - 1).at();
  }
}
