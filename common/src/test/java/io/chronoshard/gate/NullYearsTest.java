package io.chronoshard.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.chronoshard.config.ConfigurationReader;
import io.chronoshard.config.TimeAxis;
import io.chronoshard.gate.PastTests.Spent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Whole years of decisions, each with what the decisions before have spent: three challengers that
 * are as good as the champion, a baseline that is worse, two series. Judged are the newest days, of
 * which most were judged before.
 */
class NullYearsTest {

  private static final Instant SINCE = Instant.parse("2026-01-05T00:00:00Z");
  private static final int JUDGED = 56;
  private static final int EVERY = 28;
  private static final int NIGHTS = 13;
  private static final Candidates CANDIDATES =
      new Candidates("v000001", List.of("warm", "scratch", "wide"), List.of("last value"));
  private static final LossPlan PLAN =
      new LossPlan(CANDIDATES.all(), CANDIDATES.challengers(), TimeAxis.clock(3_600_000), 24, 24);

  private final Gate gate =
      new Gate(
          ConfigurationReader.read(
                  Optional.empty(), List.of("gate.every=28 days", "gate.resamples=199"))
              .gate());

  @Test
  void yearsWithoutABetterChallengerPromoteOneNoMoreOftenThanTheLevel() {
    int promoted = 0;
    for (int year = 0; year < 40; year++) {
      promoted += isAnyPromoted(1, new Random(year)) ? 1 : 0;
    }

    // 2 of 40 are expected at most; more than 5 would be seen once in 100 times.
    assertThat(promoted).isLessThanOrEqualTo(5);
  }

  @Test
  void yearsWithABetterOnePromoteIt() {
    int promoted = 0;
    for (int year = 0; year < 5; year++) {
      promoted += isAnyPromoted(0.9, new Random(year)) ? 1 : 0;
    }

    assertThat(promoted).isEqualTo(5);
  }

  private boolean isAnyPromoted(double share, Random random) {
    double[][][] days = days(share, random);
    List<Spent> spent = new ArrayList<>();
    for (int night = 1; night <= NIGHTS; night++) {
      Decision decision =
          gate.decide(
              CANDIDATES,
              losses(days, EVERY * (night - 1)),
              List.of(),
              new PastTests(SINCE, spent),
              SINCE.plus(Duration.ofDays((long) EVERY * night)));
      spent.add(decision.spent().orElseThrow());
      if (decision.promoted().isPresent()) {
        return true;
      }
    }
    assertThat(spent.stream().mapToDouble(Spent::level).sum()).isLessThanOrEqualTo(0.05 + 1e-12);
    return false;
  }

  /** Losses of each series and contender in each day of the year. */
  private static double[][][] days(double share, Random random) {
    double[][][] days = new double[2][CANDIDATES.all().size()][JUDGED + EVERY * NIGHTS];
    for (double[][] series : days) {
      double[] weather = autoregression(days[0][0].length, random);
      for (int contender = 0; contender < series.length; contender++) {
        double[] own = autoregression(weather.length, random);
        double level = contender == 1 ? share : contender == series.length - 1 ? 1.5 : 1;
        for (int day = 0; day < weather.length; day++) {
          series[contender][day] = level * StrictMath.exp(0.3 * weather[day] + 0.05 * own[day]);
        }
      }
    }
    return days;
  }

  private static double[] autoregression(int days, Random random) {
    return new SimulatedNights(JUDGED, EVERY, 0.4, 0, 0, SimulatedNights.Rule.GATE)
        .autoregression(days, random);
  }

  private static Losses losses(double[][][] days, int from) {
    SortedMap<Segment, double[][]> cells = new TreeMap<>();
    double[][] all = new double[CANDIDATES.all().size()][JUDGED];
    for (int series = 0; series < days.length; series++) {
      double[][] judged = new double[all.length][JUDGED];
      for (int contender = 0; contender < all.length; contender++) {
        for (int day = 0; day < JUDGED; day++) {
          judged[contender][day] = days[series][contender][from + day];
          all[contender][day] += judged[contender][day] / days.length;
        }
      }
      cells.put(new Segment(Segment.Kind.SERIES, "s" + series), judged);
    }
    cells.put(Segment.ALL, all);
    return LossesExamples.of(PLAN, cells);
  }
}
