package io.chronoshard.gate;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * How likely a test may err, so that errors of many tests do not add up.
 *
 * <p>The level is what all tests of any 52 weeks may err together. Tests are {@code every} apart at
 * least, so that 52 weeks, of which one end does not count, hold as many of them as begin in that
 * time at that distance, and no more: each spends the same share of the level, whenever it is made.
 * So in any such time the levels of all tests add up to {@code level} at most, and with them (by
 * Boole's inequality) the expected number of false promotions, and the probability of any. That
 * needs nothing of how tests hang together: judged windows may overlap from night to night as they
 * like. (Alpha spending over time as in K. K. G. Lan and D. L. DeMets, <i>Discrete sequential
 * boundaries for clinical trials</i>, Biometrika 70 (1983), without end, as D. P. Foster and R. A.
 * Stine, <i>α-investing</i>, JRSS B 70 (2008), 429, but without regaining: LORD, SAFFRON and their
 * kin regain from each promotion, control the share of false ones and not their number, and want
 * independent tests.)
 *
 * <p>What a test spends follows from the configuration alone, neither from when nor from how tests
 * ended: a test that promoted counts as any other, and a decision without a test spends nothing.
 * Tests that were made by another configuration may have spent more; then none is due until enough
 * of them lie 52 weeks back.
 *
 * @param level of any 52 weeks
 * @param every least time between two tests
 */
record Budget(double level, Duration every) {

  /** Share of a test's level that rounding may take from what is left. */
  private static final double ROUNDING = 1e-9;

  /** What a test may spend. */
  double share() {
    long between = every.toMillis();
    long tests = (PastTests.YEAR.toMillis() + between - 1) / between;
    return level / tests;
  }

  /** When the next test may be made at the earliest by the time between tests alone. */
  Instant rested(PastTests past) {
    return past.last().plus(every);
  }

  /** When a test may be made at the earliest. */
  Instant next(PastTests past) {
    Instant rested = rested(past);
    List<Instant> ends =
        past.tests().stream()
            .map(test -> test.at().plus(PastTests.YEAR))
            .filter(end -> end.isAfter(rested))
            .toList();
    return Stream.concat(Stream.of(rested), ends.stream())
        .filter(at -> isLeft(past, at))
        .findFirst()
        .orElseThrow();
  }

  /** Whether a test may be made. */
  boolean isDue(PastTests past, Instant at) {
    return !at.isBefore(rested(past)) && isLeft(past, at);
  }

  /** What a test that is due may spend. */
  double at(PastTests past, Instant at) {
    return Math.min(share(), left(past, at));
  }

  private boolean isLeft(PastTests past, Instant at) {
    return left(past, at) >= share() * (1 - ROUNDING);
  }

  private double left(PastTests past, Instant at) {
    double spent = 0;
    for (PastTests.Spent test : past.counting(at)) {
      spent += test.level();
    }
    return level - spent;
  }
}
