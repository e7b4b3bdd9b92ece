package io.chronoshard.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.chronoshard.config.SimulateSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.math3.random.MersenneTwister;
import org.apache.commons.math3.stat.descriptive.SummaryStatistics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SimulatedSeriesTest {

  private static final List<Duration> STEPS =
      List.of(
          Duration.ofMillis(250),
          Duration.ofSeconds(1),
          Duration.ofMinutes(10),
          Duration.ofHours(1),
          Duration.ofHours(7),
          Duration.ofDays(1));

  static IntStream seeds() {
    return IntStream.rangeClosed(1, 25);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void anyRangesOfStepsHaveTheValuesOfTheWhole(int seed) {
    MersenneTwister random = new MersenneTwister(seed);
    int channels = 1 + random.nextInt(12);
    int steps = 300;
    SimulateSettings settings = random(random, seed, steps, channels);
    float[] whole = new Simulation(settings).series(0).values(0, steps);
    // One series that is asked in any order, and others that know only one range each.
    SimulatedSeries asked = new Simulation(settings).series(0);
    for (int i = 0; i < 6; i++) {
      int from = random.nextInt(steps);
      int to = from + random.nextInt(steps - from) + 1;
      float[] expected = Arrays.copyOfRange(whole, from * channels, to * channels);
      assertThat(asked.values(from, to))
          .as("[%d, %d) of %s", from, to, settings)
          .isEqualTo(expected);
      assertThat(new Simulation(settings).series(0).values(from, to))
          .as("[%d, %d) of %s", from, to, settings)
          .isEqualTo(expected);
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void aHistoryThatBeginsLaterIsTheEndOfOneThatBeganEarlier(int seed) {
    MersenneTwister random = new MersenneTwister(seed);
    int channels = 1 + random.nextInt(12);
    SimulateSettings early = random(random, seed, 400, channels);
    int later = random.nextInt(400);
    SimulateSettings late =
        Settings.of(
            seed,
            early.from().plus(early.step().multipliedBy(later)),
            early.step(),
            400 - later,
            1,
            channels,
            early.rowsPerFile(),
            Settings.NO_FAULTS);
    assertThat(new Simulation(late).series(0).values(0, 400 - later))
        .isEqualTo(new Simulation(early).series(0).values(later, 400));
  }

  @Test
  void aChannelDoesNotDependOnHowManyThereAre() {
    float[] all = new Simulation(Settings.of(5, 100, 1, 12)).series(0).values(0, 100);
    for (int channels = 1; channels < 12; channels++) {
      float[] some = new Simulation(Settings.of(5, 100, 1, channels)).series(0).values(0, 100);
      for (int step = 0; step < 100; step++) {
        assertThat(Arrays.copyOfRange(some, step * channels, (step + 1) * channels))
            .isEqualTo(Arrays.copyOfRange(all, step * 12, step * 12 + channels));
      }
    }
  }

  @Test
  void seriesDiffer() {
    Simulation simulation = new Simulation(Settings.of(1, 500, 2, 7));
    assertThat(simulation.series(0).name()).isEqualTo("site-0001");
    assertThat(simulation.series(1).name()).isEqualTo("site-0002");
    assertThat(simulation.series(0).values(0, 500))
        .isNotEqualTo(simulation.series(1).values(0, 500));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void valuesLieWhereAWeatherStationWouldSeeThem(int seed) {
    // Ten years, one reading every five hours, so that it sees all hours of the day.
    SimulateSettings settings =
        Settings.of(
            seed, Settings.FROM, Duration.ofHours(5), 17_532, 1, 7, 250_000, Settings.NO_FAULTS);
    float[] values = new Simulation(settings).series(0).values(0, settings.steps());
    double[] lowest = {-25, 930, 0, -40, 0, 0, 0};
    double[] highest = {38, 1070, 100.001, 30, 30, 360, 1200};
    double[] deviationFrom = {6.5, 6, 9, 6.5, 1, 50, 120};
    double[] deviationTo = {10, 10, 20, 10, 3, 110, 260};
    for (int channel = 0; channel < 7; channel++) {
      SummaryStatistics seen = new SummaryStatistics();
      for (int i = channel; i < values.length; i += 7) {
        seen.addValue(values[i]);
      }
      assertThat(seen.getMin()).as("channel %d", channel).isGreaterThanOrEqualTo(lowest[channel]);
      assertThat(seen.getMax()).as("channel %d", channel).isLessThan(highest[channel]);
      assertThat(seen.getStandardDeviation())
          .as("deviation of channel %d", channel)
          .isBetween(deviationFrom[channel], deviationTo[channel]);
    }
  }

  @Test
  void summersAreWarmAndNightsAreDark() {
    SimulateSettings settings = Settings.of(3, 105_120, 1, 7);
    float[] values = new Simulation(settings).series(0).values(0, settings.steps());
    assertThat(mean(values, 0, 180 * 144, 210 * 144, 0, 143))
        .isGreaterThan(mean(values, 0, 10 * 144, 40 * 144, 0, 143) + 8);
    assertThat(mean(values, 0, 150 * 144, 240 * 144, 84, 96))
        .isGreaterThan(mean(values, 0, 150 * 144, 240 * 144, 12, 30) + 3);
    assertThat(mean(values, 6, 0, 105_120, 0, 6)).isZero();
    assertThat(mean(values, 6, 0, 105_120, 66, 72)).isGreaterThan(200);
  }

  @Test
  void theCurveGoesOnWhereOneRunOfHoursEndsAndTheNextBegins() {
    long border = 2048L * 220 * Weather.HOUR_MILLIS;
    for (long key = 1; key <= 25; key++) {
      Weather weather = new Weather(CounterNoise.key(key, 1));
      double[] before = new double[Weather.STATES];
      double[] after = new double[Weather.STATES];
      weather.at(border - 1, before);
      weather.at(border, after);
      assertThat(after).as("key %d", key).containsExactly(before, within(1e-5));
    }
  }

  private static SimulateSettings random(
      MersenneTwister random, int seed, int steps, int channels) {
    return Settings.of(
        seed,
        Instant.ofEpochMilli(random.nextLong(4_000_000_000_000L) - 2_000_000_000_000L),
        STEPS.get(random.nextInt(STEPS.size())),
        steps,
        1,
        channels,
        250_000,
        Settings.NO_FAULTS);
  }

  /**
   * The mean of a channel over steps {@code [from, to)} whose number within the day lies in a
   * range.
   */
  private static double mean(
      float[] values, int channel, int from, int to, int fromOfDay, int toOfDay) {
    return IntStream.range(from, to)
        .filter(step -> step % 144 >= fromOfDay && step % 144 <= toOfDay)
        .mapToDouble(step -> values[step * 7 + channel])
        .average()
        .orElseThrow();
  }
}
