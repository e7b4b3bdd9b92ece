package io.chronoshard.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import org.apache.commons.math3.distribution.NormalDistribution;
import org.junit.jupiter.api.Test;

class CounterNoiseTest {

  private static final int COUNT = 100_000;

  @Test
  void theQuantileIsTheNormalDistributions() {
    NormalDistribution normal = new NormalDistribution(null, 0, 1);
    for (double p = 0x1p-53; p < 0.5; p *= 1.7) {
      assertThat(normal.cumulativeProbability(CounterNoise.quantile(p)))
          .as("p = %s", p)
          .isCloseTo(p, withinPercentage(0.001));
      assertThat(normal.cumulativeProbability(CounterNoise.quantile(1 - p)))
          .as("1 - %s", p)
          .isCloseTo(1 - p, within(1e-6));
    }
    assertThat(CounterNoise.quantile(0.5)).isZero();
  }

  @Test
  void neighbouringCountersAndKeysAreIndependent() {
    for (long seed = 1; seed <= 5; seed++) {
      double mean = 0;
      double variance = 0;
      double neighbours = 0;
      double keys = 0;
      for (int i = 0; i < COUNT; i++) {
        double value = CounterNoise.normal(CounterNoise.key(seed, 0), i);
        mean += value / COUNT;
        variance += value * value / COUNT;
        neighbours += value * CounterNoise.normal(CounterNoise.key(seed, 0), i + 1) / COUNT;
        keys += value * CounterNoise.normal(CounterNoise.key(seed, 1), i) / COUNT;
      }
      assertThat(mean).as("mean, seed %d", seed).isCloseTo(0, within(0.015));
      assertThat(variance).as("variance, seed %d", seed).isCloseTo(1, within(0.02));
      assertThat(neighbours).as("neighbours, seed %d", seed).isCloseTo(0, within(0.015));
      assertThat(keys).as("keys, seed %d", seed).isCloseTo(0, within(0.015));
    }
  }
}
