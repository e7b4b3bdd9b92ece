package io.chronoshard.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BlockLengthTest {

  /** Of the series by the function optimal_block_length of the Python package arch 8.0.0. */
  @ParameterizedTest(name = "persistence {0}, {1} values, seed {2}")
  @CsvSource({
    "0.5, 100, 1, 7.59232973979863",
    "0.5, 200, 2, 6.207470505420994",
    "0.8, 200, 3, 9.105021254345882",
    "0.8, 60, 4, 8.473685199695984",
    "-0.5, 100, 6, 12.277915796583356"
  })
  void lengthsAreThoseOfAnotherProgram(double persistence, int length, int seed, double expected) {
    double[] series = new double[length];
    long state = seed;
    double value = 0;
    for (int i = 0; i < length; i++) {
      state = (state * 1_103_515_245L + 12_345) % (1L << 31);
      value = persistence * value + state / 0x1p31 - 0.5;
      series[i] = value;
    }

    assertThat(BlockLength.of(centred(series))).isCloseTo(expected, within(1e-9));
  }

  /** For AR(1) the best length is known: (6 φ² / (1-φ²)²)^(1/3) n^(1/3), by the paper's example. */
  @Test
  void longSeriesHaveTheLengthOfTheTheory() {
    int length = 5_000;
    for (double persistence : new double[] {0.3, 0.5, 0.7, 0.9}) {
      double best =
          StrictMath.cbrt(
              6
                  * persistence
                  * persistence
                  * length
                  / StrictMath.pow(1 - persistence * persistence, 2));
      double[] found = new double[21];
      for (int seed = 0; seed < found.length; seed++) {
        found[seed] = BlockLength.of(series(persistence, length, new Random(seed)));
      }
      Arrays.sort(found);

      assertThat(found[found.length / 2])
          .as("persistence %s", persistence)
          .isCloseTo(best, within(0.25 * best));
    }
  }

  @Test
  void neitherScaleNorSignMatters() {
    for (int seed = 0; seed < 200; seed++) {
      double[] series = series(0.6, 40, new Random(seed));
      double[] other = Arrays.stream(series).map(value -> -1024 * value).toArray();

      assertThat(BlockLength.of(other)).as("seed %d", seed).isEqualTo(BlockLength.of(series));
    }
  }

  @Test
  void shortAndConstantSeriesHaveOneToo() {
    assertThat(BlockLength.of(new double[] {0})).isEqualTo(1);
    assertThat(BlockLength.of(new double[30])).isEqualTo(1);
    for (int length = 2; length < 60; length++) {
      assertThat(BlockLength.of(series(0.95, length, new Random(length))))
          .isBetween(1.0, Math.max(1, Math.ceil(length / 3.0)));
    }
  }

  private static double[] series(double persistence, int length, Random random) {
    double[] series =
        new SimulatedNights(1, 1, persistence, 0, 0, SimulatedNights.Rule.GATE)
            .autoregression(length, random);
    return centred(series);
  }

  private static double[] centred(double[] series) {
    double mean = Arrays.stream(series).average().orElseThrow();
    return Arrays.stream(series).map(value -> value - mean).toArray();
  }
}
