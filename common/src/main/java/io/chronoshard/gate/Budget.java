package io.chronoshard.gate;

import java.time.Duration;
import java.time.Instant;

/**
 * How likely a test may err, so that errors of many tests do not add up.
 *
 * <p>The level is what all tests of any 52 weeks may err together. It accrues evenly: a test spends
 * the share of it that the time since the test before is of 52 weeks, and never more than what the
 * tests of the 52 weeks before it have left. So in any such time the levels of all tests add up to
 * {@code level} at most, and with them (by Boole's inequality) the expected number of false
 * promotions, and the probability of any. That needs nothing of how tests hang together: judged
 * windows may overlap from night to night as they like. (Alpha spending over time as in K. K. G.
 * Lan and D. L. DeMets, <i>Discrete sequential boundaries for clinical trials</i>, Biometrika 70
 * (1983), without end, as D. P. Foster and R. A. Stine, <i>α-investing</i>, JRSS B 70 (2008), 429,
 * but without regaining: LORD, SAFFRON and their kin regain from each promotion, control the share
 * of false ones and not their number, and want independent tests.)
 *
 * <p>When tests are made and what they spend must follow from dates alone, not from how tests
 * ended: therefore a test that promoted counts as any other, and a decision without a test spends
 * nothing.
 */
record Budget(double level, Duration every) {

  private static final Duration YEAR = Duration.ofDays(52 * 7);

  /** When a test may be made at the earliest. */
  Instant next(PastTests past) {
    return past.last().plus(every);
  }

  /** Whether a test may be made. */
  boolean isDue(PastTests past, Instant at) {
    return !at.isBefore(next(past)) && left(past, at) > 0;
  }

  /** What a test that is due may spend. */
  double at(PastTests past, Instant at) {
    double share = (double) Duration.between(past.last(), at).toMillis() / YEAR.toMillis();
    return Math.min(level * share, left(past, at));
  }

  private double left(PastTests past, Instant at) {
    Instant yearBefore = at.minus(YEAR);
    double spent = 0;
    for (PastTests.Spent test : past.tests()) {
      spent += test.at().isAfter(yearBefore) ? test.level() : 0;
    }
    return level - spent;
  }
}
