package io.chronoshard.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StudentisedTest {

  /** Step by step, with the bins of a resample written out. */
  @Test
  void aResampleIsWhatItsBinsSay() {
    for (int seed = 0; seed < 200; seed++) {
      Random random = new Random(seed);
      int bins = 16 + random.nextInt(30);
      Contrast contrast = contrast(bins, random);
      Resamples resamples = new Resamples(bins, 1 + random.nextInt(5), seed);
      Studentised mean = new Studentised(contrast, resamples);
      for (int resample = 0; resample < 20; resample++) {
        assertThat(mean.statistic(resample))
            .as("seed %d, resample %d", seed, resample)
            .isCloseTo(statistic(contrast, resamples, resample), within(1e-6));
      }
    }
  }

  private static double statistic(Contrast contrast, Resamples resamples, int resample) {
    Whitened white = Whitened.of(contrast.residuals());
    int length = resamples.length();
    double[] bins = new double[resamples.blocks() * length];
    int first = resamples.start(resample, 0);
    double before = white.series()[Math.floorMod(first - 1, resamples.bins())];
    for (int i = 0; i < bins.length; i++) {
      int from = (resamples.start(resample, i / length) + i % length) % resamples.bins();
      bins[i] = white.corrected() * before + white.left()[from];
      before = bins[i];
    }
    double mean = Arrays.stream(bins).average().orElseThrow();
    Whitened own = Whitened.of(Arrays.stream(bins).map(bin -> bin - mean).toArray());
    double squares = 0;
    for (int block = 0; block < resamples.blocks(); block++) {
      double sum = 0;
      for (int i = 0; i < length; i++) {
        sum += own.left()[block * length + i];
      }
      squares += sum * sum;
    }
    double variance = squares / (resamples.blocks() - 1) / length;
    return mean * bins.length / (Math.sqrt(variance * bins.length) / (1 - own.persistence()));
  }

  /** Of long series it is what theory says: (1 - φ²) / (1 - φ)² times that of independent bins. */
  @ParameterizedTest(name = "persistence {0}")
  @ValueSource(doubles = {0, 0.3, 0.6, 0.8})
  void theErrorOfPersistentBinsIsThatOfTheTheory(double persistence) {
    int bins = 4000;
    double squares = 0;
    for (int seed = 0; seed < 20; seed++) {
      double[] series =
          new SimulatedNights(1, 1, persistence, 0, 0, SimulatedNights.Rule.GATE)
              .autoregression(bins, new Random(seed));
      double error =
          new Studentised(new Contrast(series, ones(bins)), new Resamples(bins, 20, 1)).error();
      squares += error * error / 20;
    }
    double expected = (1 + persistence) / (1 - persistence) / bins;

    assertThat(squares).isCloseTo(expected, within(0.1 * expected));
  }

  @Test
  void scalesDoNotMatterAndSignsTurnRound() {
    for (int seed = 0; seed < 100; seed++) {
      Random random = new Random(seed);
      Contrast contrast = contrast(30, random);
      Contrast turned =
          new Contrast(
              Arrays.stream(contrast.sums()).map(sum -> -8 * sum).toArray(), contrast.values());
      Resamples resamples = new Resamples(30, 2, seed);
      Studentised one = new Studentised(contrast, resamples);
      Studentised other = new Studentised(turned, resamples);

      assertThat(other.statistic()).as("seed %d", seed).isEqualTo(-one.statistic());
      assertThat(other.statistic(3)).as("seed %d", seed).isEqualTo(-one.statistic(3));
    }
  }

  @Test
  void whatNeverDiffersHasNoStatistic() {
    Contrast nothing = new Contrast(new double[20], ones(20));

    assertThat(new Studentised(nothing, new Resamples(20, 2, 1)).statistic()).isZero();
    assertThat(new Studentised(nothing, new Resamples(20, 2, 1)).statistic(5)).isZero();
  }

  @Test
  void whatAlwaysDiffersAlikeHasAHugeOne() {
    double[] sums = new double[20];
    Arrays.fill(sums, 0.1);

    double statistic =
        new Studentised(new Contrast(sums, ones(20)), new Resamples(20, 2, 1)).statistic();

    assertThat(statistic).isBetween(1e6, 1e13);
  }

  @Test
  void resamplesBeginAnywhereAlike() {
    Resamples resamples = new Resamples(7, 2, 42);
    int[] begun = new int[7];
    for (int resample = 0; resample < 70_000; resample++) {
      for (int block = 0; block < resamples.blocks(); block++) {
        begun[resamples.start(resample, block)]++;
      }
    }

    for (int count : begun) {
      assertThat(count).isBetween(29_000, 31_000);
    }
    assertThat(
            new Resamples(7, 2, 43).start(0, 0) != resamples.start(0, 0)
                || new Resamples(7, 2, 43).start(0, 1) != resamples.start(0, 1)
                || new Resamples(7, 2, 43).start(1, 1) != resamples.start(1, 1))
        .isTrue();
  }

  private static Contrast contrast(int bins, Random random) {
    double[] sums = new double[bins];
    double[] values = new double[bins];
    for (int bin = 0; bin < bins; bin++) {
      values[bin] = random.nextInt(5);
      sums[bin] = values[bin] * (0.3 + random.nextGaussian());
    }
    values[0] = 1;
    return new Contrast(sums, values);
  }

  private static double[] ones(int count) {
    double[] ones = new double[count];
    Arrays.fill(ones, 1);
    return ones;
  }
}
