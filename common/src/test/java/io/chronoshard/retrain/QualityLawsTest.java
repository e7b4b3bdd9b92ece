package io.chronoshard.retrain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chronoshard.config.ConfigurationReader;
import io.chronoshard.config.QualitySettings;
import io.chronoshard.config.QualitySettings.Rule;
import io.chronoshard.config.TimeAxis;
import io.chronoshard.error.ConfigurationException;
import io.chronoshard.grid.CellHash;
import io.chronoshard.grid.CellHasher;
import io.chronoshard.grid.History;
import io.chronoshard.grid.History.RecordedTimes;
import io.chronoshard.grid.History.SeriesExtent;
import io.chronoshard.grid.Ledger;
import io.chronoshard.grid.StepTimes;
import io.chronoshard.retrain.Finding.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.commons.math3.random.MersenneTwister;
import org.junit.jupiter.api.Test;

/** Each fault of new data is found, and what is sound is let through, over many seeds. */
class QualityLawsTest {

  private static final int DAY = 48;
  private static final int DAYS = 120;
  private static final int NEW_DAYS = 3;
  private static final int HOLD_DAYS = 7;
  private static final int SEEDS = 60;
  private static final List<String> CHANNELS = List.of("T (degC)", "p (mbar)");
  private static final ChampionChannels CHAMPION = new ChampionChannels(CHANNELS, Set.of());

  private static final QualitySettings SETTINGS =
      ConfigurationReader.read(Optional.empty(), List.of()).retrain().quality();

  /** What becomes of the values of a series, {@code [step][channel]}, from a step on. */
  private interface Fault {

    void strike(float[][] values, int from, MersenneTwister random);
  }

  @Test
  void whatIsSoundIsLetThrough() {
    for (int seed = 0; seed < SEEDS; seed++) {
      assertThat(quality(seed, (values, from, random) -> {}).findings())
          .as("seed %d", seed)
          .isEmpty();
    }
  }

  @Test
  void anotherUnitIsFoundInTheNightInWhichItComes() {
    for (int seed = 0; seed < SEEDS; seed++) {
      int day = seed % NEW_DAYS;
      boolean isFahrenheit = seed % 2 == 0;
      Quality quality =
          quality(
              seed, (values, from, random) -> otherUnit(values, from + DAY * day, isFahrenheit));

      assertThat(kinds(quality.stopping())).as("seed %d", seed).contains(Kind.STEP);
      assertThat(sentence(quality, Kind.STEP))
          .startsWith(
              String.format(
                  Locale.ROOT,
                  "\"T (degC)\" of series \"s0\" changed its mean from one 24 hours to the next at"
                      + " 1970-04-%dT00:00:00Z by ",
                  28 + day))
          .endsWith(
              " times what is usual, more than 10: another unit or sensor (retrain.quality.step)");
    }
  }

  @Test
  void aDeadSensorIsFoundAndOneThatOftenStandsStillIsNot() {
    for (int seed = 0; seed < SEEDS; seed++) {
      Quality dead =
          quality(seed, (values, from, random) -> stand(values, from + DAY / 2, values.length));
      assertThat(sentence(dead, Kind.DEAD))
          .as("seed %d", seed)
          .startsWith(
              "\"p (mbar)\" of series \"s0\" stayed the same for 60 hours from 1970-04-28T12:00:00Z on,"
                  + " longer than 24 hours, and before for ")
          .endsWith(" at most: a dead sensor (retrain.quality.dead)");
      assertThat(kinds(dead.stopping())).contains(Kind.DEAD);

      Quality often =
          quality(
              seed,
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
      int last = seed % 2;
      Quality outage =
          quality(seed, (values, from, random) -> forget(values, last, from, values.length - DAY));
      assertThat(sentence(outage, Kind.UNKNOWN))
          .as("seed %d", seed)
          .isEqualTo(
              "\"T (degC)\" of series \"s0\" is known at 33.3 % of its steps from 1970-04-28T00:00:00Z on,"
                  + " and was at 100.0 % before: 66.7 % less, more than 50.0 % (retrain.quality.unknown)");
      assertThat(kinds(outage.stopping())).containsOnly(Kind.UNKNOWN).hasSize(1 + last);
    }
  }

  @Test
  void aDriftIsToldAndStopsNothing() {
    for (int seed = 0; seed < SEEDS; seed++) {
      Quality drift =
          quality(
              seed,
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
  void aBrokenWeekStopsUntilItLiesFurtherBackThanTheHold() {
    int broken = 60;
    int mended = broken + 7;
    List<Fault> faults =
        List.of(
            (values, from, random) -> stand(values, broken * DAY, mended * DAY),
            (values, from, random) -> forget(values, 1, broken * DAY, mended * DAY),
            (values, from, random) -> forget(values, 0, broken * DAY, mended * DAY),
            (values, from, random) -> {
              otherUnit(values, broken * DAY, true);
              for (int step = mended * DAY; step < values.length; step++) {
                values[step][0] = (values[step][0] - 32) / 1.8f;
              }
            });
    for (int seed = 0; seed < 12; seed++) {
      float[][] values = weather(seed, 0, mended + 90);
      faults.get(seed % faults.size()).strike(values, 0, new MersenneTwister(seed));
      List<Integer> stopped = new ArrayList<>();
      for (int day = broken - 10; day <= mended + 90; day++) {
        Nights nights = new Nights(day, Map.of("s0", values));
        if (!nights.look(20 * DAY, Optional.empty()).stopping().isEmpty()) {
          stopped.add(day);
        }
      }
      assertThat(stopped.get(0)).as("seed %d", seed).isBetween(broken + 1, broken + 4);
      assertThat(stopped)
          .as("seed %d", seed)
          .contains(mended)
          .allMatch(day -> day <= mended + HOLD_DAYS);
    }
  }

  @Test
  void anOldChampionHidesNoFault() {
    for (int seed = 0; seed < 20; seed++) {
      float[][] values = weather(seed, 0, DAYS);
      forget(values, seed % 2, DAY * (DAYS - HOLD_DAYS), values.length - 1);
      Quality quality = new Nights(DAYS, Map.of("s0", values)).look(DAY, Optional.empty());

      assertThat(quality.newSteps()).isEqualTo((long) DAY * (DAYS - 1));
      assertThat(kinds(quality.stopping())).as("seed %d", seed).contains(Kind.UNKNOWN);
    }
  }

  @Test
  void seriesThatEndedLongAgoAndChannelsThatNeverWereStopNothing() {
    for (int seed = 0; seed < 10; seed++) {
      Map<String, float[][]> series = fleet(seed, 20);
      series.put("s03", first(series.get("s03"), 40));
      series.put("s04", first(series.get("s04"), 1));
      forget(series.get("s05"), 0, 0, DAY * DAYS);
      float[][] late = series.get("s06");
      forget(late, 1, 0, DAY * (DAYS - 2));
      Nights nights = new Nights(DAYS, series);
      Quality quality = nights.look(DAY * 10, Optional.empty());

      assertThat(quality.stopping()).as("seed %d", seed).isEmpty();
      assertThat(quality.findings())
          .extracting(Finding::sentence)
          .containsExactly("1 series is new since 1970-04-24T00:00:00Z: \"s06\"");
      assertThat(nights.look(DAY * 10, Optional.of(nights.seen())).findings()).isEmpty();
    }
  }

  @Test
  void seriesThatEndAreToldOnceAndStopWhereTheyAreMoreThanTolerated() {
    Map<String, float[][]> one = fleet(1, 20);
    one.put("s07", first(one.get("s07"), DAYS - 1));
    Nights told = new Nights(DAYS, one);
    assertThat(told.look(0, Optional.empty()).stopping()).isEmpty();
    assertThat(told.look(0, Optional.empty()).findings())
        .extracting(Finding::sentence)
        .containsExactly(
            "1 of 20 series gave nothing for 24 hours or more: \"s07\", the first from"
                + " 1970-04-30T00:00:00Z on (retrain.quality.ended)");
    assertThat(told.look(0, Optional.of(told.seen())).findings()).isEmpty();
    Seen before = new Nights(DAYS - 1, one).seen();
    assertThat(told.look(0, Optional.of(before)).findings()).hasSize(1);

    Map<String, float[][]> many = fleet(2, 20);
    List.of("s07", "s11").forEach(name -> many.put(name, first(many.get(name), DAYS - 1)));
    for (int days = 0; days < 10; days++) {
      Map<String, float[][]> later = new TreeMap<>();
      int whole = DAYS + days;
      many.forEach(
          (name, values) ->
              later.put(name, values.length == DAY * DAYS ? weather(3, 0, whole) : values));
      Nights nights = new Nights(whole, later);
      assertThat(kinds(nights.look(0, Optional.of(nights.seen())).stopping()))
          .as("%d days later", days)
          .isEqualTo(days < HOLD_DAYS - 1 ? List.of(Kind.ENDED) : List.of());
    }
  }

  @Test
  void aSeriesThatIsOftenSilentHasNotEnded() {
    Map<String, float[][]> series = fleet(1, 2);
    float[][] values = series.get("s01");
    for (int day = 4; day < DAYS; day += 7) {
      forget(values, 1, DAY * day, DAY * (day + 2));
    }
    for (int day = DAYS - 8; day <= DAYS; day++) {
      assertThat(new Nights(day, series).look(0, Optional.empty()).findings())
          .as("day %d", day)
          .isEmpty();
    }
  }

  @Test
  void aHistoryThatEndsLongBeforeTheDateIsLate() {
    Nights nights = new Nights(DAYS, fleet(1, 1));
    long to = nights.history().toStep();
    assertThat(nights.look(0, to + DAY, CHAMPION, Optional.empty()).findings()).isEmpty();
    assertThat(nights.look(0, to + DAY + 1, CHAMPION, Optional.empty()).stopping())
        .extracting(Finding::sentence)
        .containsExactly(
            "the history ends at 1970-05-01T00:00:00Z, 1470 minutes before the date, more than 24 hours:"
                + " ingest what is late (retrain.quality.late)");
  }

  /**
   * Rain, a pump that seldom runs, a slow level with gaps: of 600 nights one finds a step, and 3
   * would be few.
   */
  @Test
  void whatIsRareOrSlowIsSeldomTakenForAnotherUnit() {
    int days = 400;
    List<String> alarms = new ArrayList<>();
    for (int seed = 0; seed < 200; seed++) {
      MersenneTwister random = new MersenneTwister(seed);
      Map<String, float[][]> kinds =
          Map.of(
              "rain", rain(days, random),
              "pump", pump(days, random),
              "level", level(days, random));
      for (Map.Entry<String, float[][]> kind : kinds.entrySet()) {
        Quality quality = new Nights(days, Map.of("s0", kind.getValue())).look(0, Optional.empty());
        if (kinds(quality.findings()).contains(Kind.STEP)) {
          alarms.add(kind.getKey() + " with seed " + seed);
        }
      }
    }
    assertThat(alarms).hasSizeLessThanOrEqualTo(3);
  }

  @Test
  void anotherUnitOfWhatIsRareOrSlowIsFoundAlsoBehindAGap() {
    int days = 400;
    for (int seed = 0; seed < 40; seed++) {
      MersenneTwister random = new MersenneTwister(seed);
      float[][] rain = rain(days, random);
      float[][] pump = pump(days, random);
      float[][] level = level(days, random);
      forget(level, 1, DAY * (days - 12), DAY * (days - 3));
      for (int step = DAY * (days - 3); step < level.length; step++) {
        rain[step][0] = 25.4f * (rain[step][0] + 2);
        pump[step][0] = 60 * (pump[step][0] + 1);
        level[step][0] = 3.28084f * level[step][0] + 100;
      }
      for (float[][] values : List.of(rain, pump, level)) {
        Quality quality = new Nights(days, Map.of("s0", values)).look(0, Optional.empty());
        assertThat(sentence(quality, Kind.STEP))
            .as("seed %d", seed)
            .contains("changed its mean from one 24 hours to the next at 1971-02-02T00:00:00Z");
      }
    }
  }

  @Test
  void whatNeverChangedAndDoesIsFound() {
    Quality quality =
        quality(
            1,
            (values, from, random) -> {
              for (int step = 0; step < values.length; step++) {
                values[step][0] = step < from + DAY ? 21.3f : 21.4f;
              }
            });
    assertThat(quality.stopping())
        .extracting(Finding::sentence)
        .containsExactly(
            "\"T (degC)\" of series \"s0\" changed its mean from one 24 hours to the next at"
                + " 1970-04-29T00:00:00Z and had not changed before: another unit or sensor (retrain.quality.step)");
  }

  @Test
  void fewSeriesOfManyAreToldAndStopNothing() {
    for (int seed = 0; seed < 20; seed++) {
      Map<String, float[][]> series = fleet(seed, 30);
      forget(series.get("s00"), 0, DAY * (DAYS - NEW_DAYS), DAY * DAYS);
      Quality quality = new Nights(DAYS, series).look(DAY * (DAYS - NEW_DAYS), Optional.empty());
      assertThat(quality.findings()).as("seed %d", seed).hasSize(1);
      assertThat(quality.stopping()).as("seed %d", seed).isEmpty();
    }
  }

  @Test
  void ofManyFindingsItIsToldHowManyMoreThereAre() {
    Map<String, float[][]> series = fleet(1, 13);
    series.values().forEach(values -> forget(values, 0, DAY * (DAYS - 5), DAY * DAYS));
    Quality quality = new Nights(DAYS, series).look(0, Optional.empty());
    assertThat(quality.untold()).isEqualTo(3);
    assertThat(quality.sentences()).hasSize(11).last().isEqualTo("and 3 more");
  }

  @Test
  void channelsRowsAndRevisedDaysAreTold() {
    Nights nights = new Nights(DAYS, fleet(1, 1));
    History history = nights.history();
    Ledger.Rows rows = new Ledger.Rows(1000, 1000, 0, 0, 0, 0, 0, 0, 0);
    Ledger.Rows more = new Ledger.Rows(1100, 1060, 0, 0, 30, 0, 10, 0, 0);
    Seen before = new Seen(rows, days(history, -1));
    Seen now = new Seen(more, days(history, 7));
    Quality quality =
        nights
            .rules(0, history.toStep())
            .of(
                new ChampionChannels(List.of("T (degC)", "rh (%)"), Set.of()),
                nights.facts(0),
                now,
                Optional.of(before),
                nights
                    .rules(0, history.toStep())
                    .faults(now, Optional.of(before), HeldFaults.NONE));

    assertThat(quality.rows().read()).isEqualTo(100);
    assertThat(quality.findings())
        .extracting(Finding::sentence)
        .containsExactlyInAnyOrder(
            "the champion reads \"rh (%)\", which the history no longer has, and so nothing can be judged: ingest"
                + " that again as it was, or `train` and `models promote` a version that does without",
            "this history has \"p (mbar)\", which the champion does not read (retrain.quality.added)",
            "40 of 100 new rows could not be read or contradict another one: 40.0 %, more than 10.0 %; that stops"
                + " before 1970-05-08T00:00:00Z, unless ingest reads it right or --force accepts it (retrain.quality.dropped)",
            "rows of 1 stretch of 24 hours have changed since the last date was decided, the first from"
                + " 1970-01-08T00:00:00Z on (retrain.quality.revised)");
    assertThat(kinds(quality.stopping())).containsExactlyInAnyOrder(Kind.GONE, Kind.DROPPED);
    assertThat(nights.look(0, history.toStep(), CHAMPION, Optional.of(nights.seen())).findings())
        .isEmpty();
  }

  @Test
  void aChannelThatIsSomethingElseIsGone() {
    History history = new Nights(DAYS, fleet(1, 1)).history();
    History texts =
        new History(
            history.axis(),
            history.blockSteps(),
            history.channels(),
            Map.of("p (mbar)", List.of("high", "low")),
            List.of(),
            history.recordedTimes(),
            history.series(),
            "");
    ChampionChannels ofTexts = new ChampionChannels(CHANNELS, Set.of("p (mbar)"));

    assertThat(CHAMPION.gone(history)).isEmpty();
    assertThat(ofTexts.gone(texts)).isEmpty();
    assertThat(CHAMPION.gone(texts).orElseThrow())
        .startsWith("the champion reads \"p (mbar)\" as numbers, which are texts now, and so ");
    assertThat(ofTexts.gone(history).orElseThrow())
        .startsWith("the champion reads \"p (mbar)\" as texts, which are numbers now, and so ");
  }

  /** Series that ended, or were silent that night and have rows again behind it. */
  @Test
  void aNightThatIsCaughtUpKnowsWhatThatNightKnew() {
    for (int seed = 0; seed < SEEDS; seed++) {
      MersenneTwister random = new MersenneTwister(seed);
      Map<String, float[][]> series = fleet(seed, 3);
      series.values().forEach(values -> forget(values, 1, DAY * (DAYS - 9), silentTo(random)));
      int day = DAYS - 8 + random.nextInt(8);
      Map<String, float[][]> then = new TreeMap<>();
      series.forEach((name, values) -> then.put(name, first(values, day)));
      Nights live = new Nights(day, then);
      Known known = new Nights(day, series).knownOf(new Nights(DAYS, series).history());

      assertThat(known.history()).as("seed %d", seed).isEqualTo(live.history());
      assertThat(known).as("seed %d", seed).isEqualTo(live.knownOf(live.history()));
    }
  }

  private static int silentTo(MersenneTwister random) {
    return DAY * (DAYS - 9) + random.nextInt(DAY * 9);
  }

  @Test
  void withoutAnythingNewTheChampionStays() {
    Nights nights = new Nights(DAYS, fleet(1, 1));
    assertThat(nights.look(nights.history().toStep(), Optional.empty()).stopping())
        .extracting(Finding::sentence)
        .containsExactly(
            "0 steps are new since the champion's data, fewer than 1 (retrain.quality.new-steps)");
  }

  @Test
  void aGridWithoutStepsForASpanIsRefused() {
    SETTINGS.requireSteps(TimeAxis.clock(1_800_000));
    assertThatThrownBy(() -> SETTINGS.requireSteps(TimeAxis.clock(7 * 3_600_000)))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageStartingWith(
            "retrain.quality.stretch = 24 hours is not a whole number of the grid's steps of 7 hours");
  }

  /** What of some series is known on a day's morning, as the rows of a table. */
  private record Nights(int day, Map<String, float[][]> values) {

    private static int first(float[][] values) {
      int first = 0;
      while (first < values.length && isEmpty(values[first])) {
        first++;
      }
      return first;
    }

    private static boolean isEmpty(float[] row) {
      return Float.isNaN(row[0]) && Float.isNaN(row[1]);
    }

    private int end(float[][] series) {
      int end = Math.min(day * DAY, series.length);
      while (end > 0 && isEmpty(series[end - 1])) {
        end--;
      }
      return end;
    }

    History history() {
      List<SeriesExtent> extents = new ArrayList<>();
      new TreeMap<>(values)
          .forEach(
              (name, series) -> extents.add(new SeriesExtent(name, first(series), end(series))));
      return new History(
          TimeAxis.clock(1_800_000), 512, CHANNELS, RecordedTimes.FROM_STEPS, extents, "");
    }

    private QualityRange range(long known, long date) {
      return QualityRange.of(SETTINGS, history(), known, date, CHANNELS);
    }

    /** As of a table that has rows from that morning on, too. */
    Known knownOf(History table) {
      DayHasher hasher = new DayHasher(table, DAY);
      values.forEach(
          (name, series) -> {
            for (int step = 0; step < Math.min(day * DAY, series.length); step++) {
              if (!isEmpty(series[step])) {
                hasher.add(name, step, StepTimes.UNKNOWN, series[step]);
              }
            }
          });
      History until = table.until((long) day * DAY).endingWith(hasher.lastSteps());
      return new Known(until, new DayHashes(DAY, until.toStep(), table.channels(), hasher.days()));
    }

    QualityRules rules(long known, long date) {
      return new QualityRules(SETTINGS, history(), range(known, date));
    }

    List<SeriesFacts> facts(long known) {
      List<SeriesFacts> facts = new ArrayList<>();
      QualityRange range = range(known, (long) day * DAY);
      for (SeriesExtent extent : history().series()) {
        SeriesWatch watch = new SeriesWatch(extent.name(), range);
        float[][] series = values.get(extent.name());
        boolean some = false;
        for (int step = 0; step < extent.toStep(); step++) {
          if (range.holds(step) && !isEmpty(series[step])) {
            watch.add(step, series[step]);
            some = true;
          }
        }
        if (some) {
          facts.add(watch.facts());
        }
      }
      return facts;
    }

    Seen seen() {
      return new Seen(Ledger.Rows.NONE, days(history(), -1));
    }

    Quality look(long known, Optional<Seen> before) {
      return look(known, (long) day * DAY, CHAMPION, before);
    }

    Quality look(long known, long date, ChampionChannels champion, Optional<Seen> before) {
      QualityRules rules = rules(known, date);
      HeldFaults faults = rules.faults(seen(), before, HeldFaults.NONE);
      Quality quality = rules.of(champion, facts(known), seen(), before, faults);
      assertToldAsFound(quality);
      return quality;
    }
  }

  /** What is told of channels says of each whether anything is found in it. */
  private static void assertToldAsFound(Quality quality) {
    for (ChannelChange change : quality.channels()) {
      String found = "\"" + change.channel() + "\" of series \"";
      long findings =
          quality.findings().stream()
              .filter(one -> one.kind() == change.kind() && one.sentence().startsWith(found))
              .count();
      assertThat(change.over() > 0).as("%s", change).isEqualTo(change.share() > 1);
      assertThat(change.over()).as("%s", change).isBetween(0, change.looked());
      if (quality.untold() == 0) {
        assertThat((long) change.over()).as("%s", change).isEqualTo(findings);
      }
      if (findings == 1 && change.over() == 1) {
        assertThat(quality.sentences())
            .anyMatch(text -> text.startsWith(found + change.series() + "\" "));
      }
    }
  }

  private static Quality quality(int seed, Fault fault) {
    float[][] values = weather(seed, 0, DAYS);
    fault.strike(values, DAY * (DAYS - NEW_DAYS), new MersenneTwister(seed));
    return new Nights(DAYS, Map.of("s0", values)).look(DAY * (DAYS - NEW_DAYS), Optional.empty());
  }

  private static Map<String, float[][]> fleet(int seed, int count) {
    Map<String, float[][]> series = new TreeMap<>();
    for (int i = 0; i < count; i++) {
      series.put(String.format(Locale.ROOT, "s%02d", i), weather(seed, i, DAYS));
    }
    return series;
  }

  /** A season, a day and the weather, of which tomorrow's is much like today's. */
  private static float[][] weather(int seed, int series, int days) {
    MersenneTwister random = new MersenneTwister(new int[] {seed, series});
    float[][] values = new float[DAY * days][2];
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
    return values;
  }

  private static float[][] unknown(int days) {
    float[][] values = new float[DAY * days][2];
    forget(values, 1, 0, values.length);
    return values;
  }

  /** On three days of ten, for some hours, and more than ten times the mean once in a while. */
  private static float[][] rain(int days, MersenneTwister random) {
    float[][] values = unknown(days);
    for (int day = 0; day < days; day++) {
      boolean isWet = random.nextInt(10) < 3;
      int from = random.nextInt(DAY / 2);
      int to = from + 1 + random.nextInt(DAY / 2);
      double mean = -StrictMath.log(1 - random.nextDouble());
      for (int i = 0; i < DAY; i++) {
        values[day * DAY + i][0] =
            isWet && from <= i && i < to
                ? (float) (-mean * StrictMath.log(1 - random.nextDouble()))
                : 0;
      }
    }
    return values;
  }

  /** On one day of twenty it runs for up to twelve hours. */
  private static float[][] pump(int days, MersenneTwister random) {
    float[][] values = unknown(days);
    for (int day = 0; day < days; day++) {
      int runs = random.nextInt(20) == 0 ? 1 + random.nextInt(DAY / 2) : 0;
      for (int i = 0; i < DAY; i++) {
        values[day * DAY + i][0] = i < runs ? 1 : 0;
      }
    }
    return values;
  }

  /** It wanders, and is unknown for one to ten days about once a month, at last just now. */
  private static float[][] level(int days, MersenneTwister random) {
    float[][] values = unknown(days);
    double level = 50;
    for (int step = 0; step < values.length; step++) {
      level += 0.01 * random.nextGaussian();
      values[step][0] = (float) level;
    }
    for (int day = 10; day < days - 20; day += 20 + random.nextInt(20)) {
      forget(values, 1, DAY * day, DAY * (day + 1 + random.nextInt(10)));
    }
    forget(values, 1, DAY * (days - 14), DAY * (days - 4));
    return values;
  }

  private static float[][] first(float[][] values, int days) {
    return Arrays.copyOf(values, DAY * days);
  }

  private static void otherUnit(float[][] values, int from, boolean isFahrenheit) {
    for (int step = from; step < values.length; step++) {
      values[step][0] = isFahrenheit ? 1.8f * values[step][0] + 32 : values[step][0] + 273.15f;
    }
  }

  private static void stand(float[][] values, int from, int to) {
    for (int step = from; step < to; step++) {
      values[step][1] = values[from - 1][1] + 0.5f;
    }
  }

  /** Channels up to one. */
  private static void forget(float[][] values, int last, int from, int to) {
    for (int step = from; step < to; step++) {
      for (int channel = 0; channel <= last; channel++) {
        values[step][channel] = Float.NaN;
      }
    }
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
