package io.chronoshard.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

  /** What recurs each week leaves enough blocks for a test, which is none the less careful. */
  @Test
  void aWeeklyPatternNeitherStopsTestsNorMakesThemErr() {
    double[] pattern = {3, 1, -1, -1, -1, -1, 0};
    int better = 0;
    int experiments = 500;
    for (int seed = 0; seed < experiments; seed++) {
      Contrast gains = noise(seed, 56, 0.3);
      for (int day = 0; day < 56; day++) {
        gains.sums()[day] += 2 * pattern[(day + seed) % 7];
      }
      int length = JudgedBins.blockLength(gains);
      assertThat(56 / length).as("seed %d", seed).isGreaterThanOrEqualTo(Sample.LEAST_BLOCKS);
      better += p(gains, length, seed) <= 0.05 ? 1 : 0;
    }

    assertThat(better / (double) experiments).isLessThanOrEqualTo(0.06);
  }

  /** As few bins as a segment may have are still not called worse too often. */
  @ParameterizedTest(name = "persistence {0}")
  @CsvSource({"0, 0.065", "0.3, 0.065", "0.5, 0.08"})
  void theShortestSegmentsAreJudgedAtAboutTheirLevel(double persistence, double most) {
    int worse = 0;
    int experiments = 1000;
    for (int seed = 0; seed < experiments; seed++) {
      Contrast excess = noise(seed, Sample.LEAST_OF_SEGMENT, persistence);
      worse += p(excess, Math.max(2, JudgedBins.blockLength(excess)), seed) <= 0.05 ? 1 : 0;
    }

    assertThat(worse / (double) experiments).isLessThanOrEqualTo(most);
  }

  /** A season that begins and ends the time that is judged, and is not there between. */
  @Test
  void aSegmentWithAGapIsJudgedAtItsLevel() {
    int worse = 0;
    int experiments = 500;
    for (int seed = 0; seed < experiments; seed++) {
      Contrast excess = noise(seed, 120, 0.3);
      Arrays.fill(excess.sums(), 20, 90, 0);
      Arrays.fill(excess.values(), 20, 90, 0);
      Contrast there = excess.withoutGaps();
      worse += p(there, Math.max(2, JudgedBins.blockLength(there)), seed) <= 0.05 ? 1 : 0;
    }

    assertThat(worse / (double) experiments).isLessThanOrEqualTo(0.065);
  }

  private static Contrast noise(int seed, int bins, double persistence) {
    double[] ones = new double[bins];
    Arrays.fill(ones, 1);
    double[] sums =
        new SimulatedNights(bins, 1, persistence, 0, 0, SimulatedNights.Rule.GATE)
            .autoregression(bins, new Random(seed));
    return new Contrast(sums, ones);
  }

  private static double p(Contrast contrast, int length, int seed) {
    Resamples resamples = new Resamples(contrast.sums().length, length, seed);
    return new Tested(List.of(contrast), resamples, 399).p(0);
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
