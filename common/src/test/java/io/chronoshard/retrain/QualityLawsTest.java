package io.chronoshard.retrain;

import static org.assertj.core.api.Assertions.assertThat;

import io.chronoshard.config.ConfigurationReader;
import io.chronoshard.config.QualitySettings;
import io.chronoshard.config.QualitySettings.Rule;
import io.chronoshard.config.TimeAxis;
import io.chronoshard.grid.CellHash;
import io.chronoshard.grid.CellHasher;
import io.chronoshard.grid.History;
import io.chronoshard.grid.History.RecordedTimes;
import io.chronoshard.grid.History.SeriesExtent;
import io.chronoshard.grid.Ledger;
import io.chronoshard.grid.StepTimes;
import io.chronoshard.retrain.Finding.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.commons.math3.random.MersenneTwister;
import org.junit.jupiter.api.Test;

/** Each fault of new data is found, and what is sound is let through, over many seeds. */
class QualityLawsTest {

  private static final int DAY = 48;
  private static final int DAYS = 120;
  private static final int NEW_DAYS = 3;
  private static final int SEEDS = 60;
  private static final List<String> CHANNELS = List.of("T (degC)", "p (mbar)");

  private static final QualitySettings SETTINGS =
      ConfigurationReader.read(Optional.empty(), List.of()).retrain().quality();

  /** What becomes of the values of a series, {@code [step][channel]}, from a step on. */
  private interface Fault {

    void strike(float[][] values, int from, MersenneTwister random);
  }

  @Test
  void whatIsSoundIsLetThrough() {
    for (int seed = 0; seed < SEEDS; seed++) {
      assertThat(quality(seed, 1, (values, from, random) -> {}).findings())
          .as("seed %d", seed)
          .isEmpty();
    }
  }

  @Test
  void anotherUnitIsFoundInTheNightInWhichItComes() {
    for (int seed = 0; seed < SEEDS; seed++) {
      boolean isFahrenheit = seed % 2 == 0;
      Quality quality =
          quality(
              seed,
              1,
              (values, from, random) -> {
                int first = from + DAY * random.nextInt(NEW_DAYS);
                for (int step = first; step < values.length; step++) {
                  values[step][0] =
                      isFahrenheit ? 1.8f * values[step][0] + 32 : values[step][0] + 273.15f;
                }
              });

      assertThat(kinds(quality.stopping())).as("seed %d", seed).contains(Kind.STEP);
      assertThat(sentence(quality, Kind.STEP))
          .startsWith(
              "\"T (degC)\" of series \"s0\" changed its mean from one 24 hours to the next by ")
          .endsWith(" times what is usual, more than 10: another unit or sensor");
    }
  }

  @Test
  void aDeadSensorIsFoundAndOneThatOftenStandsStillIsNot() {
    for (int seed = 0; seed < SEEDS; seed++) {
      Quality dead =
          quality(
              seed,
              1,
              (values, from, random) -> {
                for (int step = from + DAY / 2; step < values.length; step++) {
                  values[step][1] = values[from][1];
                }
              });
      assertThat(sentence(dead, Kind.DEAD))
          .as("seed %d", seed)
          .startsWith("\"p (mbar)\" of series \"s0\" stayed the same for ")
          .contains(", longer than 24 hours, and before for ")
          .endsWith(" at most: a dead sensor");
      assertThat(kinds(dead.stopping())).contains(Kind.DEAD);

      Quality often =
          quality(
              seed,
              1,
              (values, from, random) -> {
                for (int step = 0; step < values.length; step++) {
                  values[step][1] = step / (2 * DAY) % 2;
                }
              });
      assertThat(kinds(often.findings())).as("seed %d", seed).doesNotContain(Kind.DEAD);
    }
  }

  @Test
  void anOutageIsFoundWhetherRowsAreMissingOrUnknown() {
    for (int seed = 0; seed < SEEDS; seed++) {
      Quality outage =
          quality(
              seed,
              1,
              (values, from, random) -> {
                for (int step = from; step < values.length - DAY; step++) {
                  values[step][0] = Float.NaN;
                  values[step][1] = Float.NaN;
                }
              });
      assertThat(sentence(outage, Kind.UNKNOWN))
          .as("seed %d", seed)
          .isEqualTo(
              "\"T (degC)\" of series \"s0\" is unknown at 66.7 % of its 144 new steps, more than 50.0 %");
      assertThat(kinds(outage.stopping())).containsOnly(Kind.UNKNOWN);
    }
  }

  @Test
  void aDriftIsToldAndStopsNothing() {
    for (int seed = 0; seed < SEEDS; seed++) {
      Quality drift =
          quality(
              seed,
              1,
              (values, from, random) -> {
                for (int step = from - 20 * DAY; step < values.length; step++) {
                  values[step][1] += 4f * (step - from + 20 * DAY) / DAY;
                }
              });
      assertThat(kinds(drift.findings())).as("seed %d", seed).contains(Kind.DRIFT);
      assertThat(drift.stopping()).as("seed %d", seed).isEmpty();
    }
  }

  @Test
  void fewSeriesOfManyAreToldAndStopNothing() {
    for (int seed = 0; seed < 20; seed++) {
      Quality quality =
          quality(
              seed,
              30,
              (values, from, random) -> {
                for (int step = from; step < values.length; step++) {
                  values[step][0] = Float.NaN;
                }
              });
      assertThat(quality.findings()).as("seed %d", seed).hasSize(1);
      assertThat(quality.stopping()).as("seed %d", seed).isEmpty();
    }
  }

  @Test
  void channelsRowsAndRevisedDaysAreTold() {
    History history = history(1, 0);
    QualityRules rules = new QualityRules(SETTINGS, history, range(history));
    Ledger.Rows rows = new Ledger.Rows(1000, 1000, 0, 0, 0, 0, 0, 0, 0);
    Ledger.Rows more = new Ledger.Rows(1100, 1060, 0, 0, 30, 0, 10, 0, 0);
    Seen before = new Seen(rows, days(history, -1));
    Seen now = new Seen(more, days(history, 7));
    Quality quality =
        rules.of(
            List.of("T (degC)", "rh (%)"),
            List.of(facts(history, 0, 0, (v, f, r) -> {})),
            now,
            Optional.of(before));

    assertThat(quality.rows().read()).isEqualTo(100);
    assertThat(quality.findings())
        .extracting(Finding::sentence)
        .containsExactlyInAnyOrder(
            "the champion's history had \"rh (%)\", and this one has not",
            "this history has \"p (mbar)\", and the champion's had not",
            "40 of 100 new rows could not be read or contradict another one: 40.0 %, more than 10.0 %",
            "rows of 1 stretch of 24 hours have changed since the last date was decided, the first from 1970-01-08T00:00:00Z");
    assertThat(kinds(quality.stopping())).containsExactlyInAnyOrder(Kind.GONE, Kind.DROPPED);
    assertThat(
            rules
                .of(
                    CHANNELS,
                    List.of(facts(history, 0, 0, (v, f, r) -> {})),
                    before,
                    Optional.of(before))
                .findings())
        .isEmpty();
  }

  @Test
  void withoutAnythingNewTheChampionStays() {
    History history = history(1, 0);
    QualityRange range = QualityRange.of(SETTINGS, history, history.toStep(), CHANNELS);
    Quality quality =
        new QualityRules(SETTINGS, history, range)
            .of(
                CHANNELS,
                List.of(),
                new Seen(Ledger.Rows.NONE, days(history, -1)),
                Optional.empty());

    assertThat(quality.stopping())
        .extracting(Finding::sentence)
        .containsExactly(
            "0 steps are new since the champion's data, fewer than 1 (retrain.quality.new-steps)");
  }

  private static Quality quality(int seed, int seriesCount, Fault fault) {
    History history = history(seriesCount, 0);
    List<SeriesFacts> facts = new ArrayList<>();
    for (int series = 0; series < seriesCount; series++) {
      facts.add(facts(history, series, seed, series == 0 ? fault : (values, from, random) -> {}));
    }
    return new QualityRules(SETTINGS, history, range(history))
        .of(CHANNELS, facts, new Seen(Ledger.Rows.NONE, days(history, -1)), Optional.empty());
  }

  /** A season, a day and the weather, of which tomorrow's is much like today's. */
  private static SeriesFacts facts(History history, int series, int seed, Fault fault) {
    MersenneTwister random = new MersenneTwister(new int[] {seed, series});
    float[][] values = new float[DAY * DAYS][2];
    double front = 0;
    double pressure = 0;
    for (int step = 0; step < values.length; step++) {
      front = 0.99 * front + 0.4 * random.nextGaussian();
      pressure = 0.99 * pressure + 0.8 * random.nextGaussian();
      double season = 8 * StrictMath.sin(2 * Math.PI * step / (365.0 * DAY));
      double day = 4 * StrictMath.sin(2 * Math.PI * step / DAY);
      values[step][0] = (float) (12 + season + day + front);
      values[step][1] = (float) (1000 + pressure);
    }
    fault.strike(values, DAY * (DAYS - NEW_DAYS), random);
    SeriesWatch watch = new SeriesWatch("s" + series, range(history));
    for (int step = 0; step < values.length; step++) {
      watch.add(step, values[step]);
    }
    return watch.facts();
  }

  private static DayHashes days(History history, int other) {
    SortedMap<Long, CellHash> days = new TreeMap<>();
    for (long day = 0; day < DAYS; day++) {
      CellHasher hasher = new CellHasher();
      hasher.series("s");
      hasher.add(day, StepTimes.UNKNOWN, new float[] {day == other ? -1 : 1});
      days.put(day, hasher.hash());
    }
    return new DayHashes(DAY, history.toStep(), CHANNELS, days);
  }

  private static QualityRange range(History history) {
    return QualityRange.of(SETTINGS, history, (long) DAY * (DAYS - NEW_DAYS), CHANNELS);
  }

  private static History history(int seriesCount, long from) {
    List<SeriesExtent> series = new ArrayList<>();
    for (int i = 0; i < seriesCount; i++) {
      series.add(new SeriesExtent("s" + i, from, from + (long) DAY * DAYS));
    }
    return new History(
        TimeAxis.clock(1_800_000), 512, CHANNELS, RecordedTimes.FROM_STEPS, series, "");
  }

  private static List<Kind> kinds(List<Finding> findings) {
    return findings.stream().map(Finding::kind).toList();
  }

  private static String sentence(Quality quality, Kind kind) {
    return quality.findings().stream()
        .filter(finding -> finding.kind() == kind)
        .map(Finding::sentence)
        .findFirst()
        .orElse("nothing of " + kind + " in " + quality.findings() + Rule.STOP);
  }
}
