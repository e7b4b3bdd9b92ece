package io.chronoshard.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TestedTest {

  private static final int BINS = 40;

  /** Six means that share some of their noise, none above 0; the best of them is looked at. */
  @Test
  void theBestOfSeveralIsTakenForBetterNoMoreOftenThanTheLevel() {
    int corrected = 0;
    int alone = 0;
    int experiments = 1000;
    for (int seed = 0; seed < experiments; seed++) {
      Tested tested = tested(seed, 0.4, 6);
      double p = 1;
      double own = 1;
      for (int i = 0; i < 6; i++) {
        p = Math.min(p, tested.p(i));
        own = Math.min(own, tested.of(i).p());
      }
      corrected += p <= 0.05 ? 1 : 0;
      alone += own <= 0.05 ? 1 : 0;
    }

    assertThat(corrected / (double) experiments).isLessThanOrEqualTo(0.06);
    assertThat(alone / (double) experiments).isGreaterThan(0.1);
  }

  @Test
  void intervalsHoldTheirMeans() {
    int held = 0;
    int experiments = 1000;
    for (int seed = 0; seed < experiments; seed++) {
      Tested.Mean mean = tested(seed, 0.3, 1).of(0);
      held += mean.low() <= 0 && mean.high() >= 0 ? 1 : 0;
    }

    assertThat(held / (double) experiments).isBetween(0.93, 0.99);
  }

  @Test
  void whoIsComparedWithMoreIsNoBetterForIt() {
    for (int seed = 0; seed < 50; seed++) {
      Tested few = tested(seed, 0.3, 2);
      for (int i = 0; i < 2; i++) {
        assertThat(few.p(i)).isGreaterThanOrEqualTo(few.of(i).p());
        assertThat(few.p(i)).isBetween(1.0 / 400, 1.0);
        assertThat(few.of(i).low()).isLessThanOrEqualTo(few.of(i).high());
      }
    }
  }

  private static Tested tested(int seed, double persistence, int means) {
    Random random = new Random(seed);
    SimulatedNights noise =
        new SimulatedNights(BINS, 1, persistence, 0, 0, SimulatedNights.Rule.GATE);
    double[] common = noise.autoregression(BINS, random);
    double[] ones = new double[BINS];
    Arrays.fill(ones, 1);
    List<Contrast> contrasts = new ArrayList<>();
    int length = 2;
    for (int mean = 0; mean < means; mean++) {
      double[] own = noise.autoregression(BINS, random);
      for (int bin = 0; bin < BINS; bin++) {
        own[bin] = 0.6 * common[bin] + 0.8 * own[bin];
      }
      contrasts.add(new Contrast(own, ones));
      length = Math.max(length, JudgedBins.blockLength(contrasts.get(mean)));
    }
    return new Tested(contrasts, new Resamples(BINS, length, seed), 399);
  }
}
