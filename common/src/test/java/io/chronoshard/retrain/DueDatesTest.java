package io.chronoshard.retrain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chronoshard.error.ConfigurationException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.apache.commons.math3.random.MersenneTwister;
import org.junit.jupiter.api.Test;

class DueDatesTest {

  private static final Instant BEGIN = Instant.parse("2024-03-01T00:00:00Z");

  private static final int MANY = 100_000;

  @Test
  void noDateIsLostAndNoneIsDoneTwiceHoweverIrregularlyTheSchedulerFires() {
    for (int seed = 0; seed < 300; seed++) {
      MersenneTwister random = new MersenneTwister(seed);
      Duration every = Duration.ofMinutes(1000 + random.nextInt(2000));
      DueDates dates = new DueDates(Optional.of(every), MANY);
      Model model = new Model();
      Instant now = BEGIN;
      for (int call = 0; call < 30; call++) {
        now = now.plusSeconds(random.nextInt(300_000));
        RunDate asked = dates.usual(model.newest(), now);
        assertThat(asked.instant()).as("seed %d", seed).isBeforeOrEqualTo(now);
        model.run(dates, asked, random.nextInt(5));
      }
      model.run(dates, dates.usual(model.newest(), now), MANY);
      Instant expected = model.decided.first().instant();
      assertThat(expected.toEpochMilli() % every.toMillis()).as("seed %d", seed).isZero();
      for (RunDate date : model.decided) {
        assertThat(date.instant()).as("seed %d", seed).isEqualTo(expected);
        expected = expected.plus(every);
      }
    }
  }

  /** The scheduler says which date it is, and is late or early; some of its calls do not come. */
  @Test
  void aSchedulerThatIsNotOnTimeHasOneDateForEachTime() {
    Duration every = Duration.ofDays(1);
    DueDates dates = new DueDates(Optional.of(every), MANY);
    for (int seed = 0; seed < 300; seed++) {
      MersenneTwister random = new MersenneTwister(seed);
      Model model = new Model();
      int times = 40;
      for (int time = 0; time < times; time++) {
        if (time == 0 || time == times - 1 || random.nextInt(3) > 0) {
          long late = random.nextInt(2 * 21_000) - 21_000L;
          RunDate asked = RunDate.of(BEGIN.plus(every.multipliedBy(time)).plusSeconds(late));
          model.run(dates, asked, random.nextInt(4) == 0 ? 0 : MANY);
        }
      }
      model.run(dates, RunDate.of(BEGIN.plus(every.multipliedBy(times))), MANY);
      assertThat(model.decided).as("seed %d", seed).hasSize(times + 1);
    }
  }

  /** What is decided and what was begun, as registries tell it. */
  private static final class Model {

    private final TreeSet<RunDate> decided = new TreeSet<>();
    private final TreeSet<RunDate> begun = new TreeSet<>();

    Optional<RunDate> newest() {
      return decided.isEmpty() ? Optional.empty() : Optional.of(decided.last());
    }

    /** Does what is due, up to the date whose run dies. */
    void run(DueDates dates, RunDate asked, int dies) {
      if (decided.contains(asked)) {
        return;
      }
      int count = 0;
      for (RunDate date : dates.of(newest(), List.copyOf(begun), asked)) {
        newest().ifPresent(last -> assertThat(date).isGreaterThan(last));
        if (count++ == dies) {
          begun.add(date);
          return;
        }
        begun.remove(date);
        decided.add(date);
      }
      assertThat(begun).isEmpty();
    }
  }

  @Test
  void anAskedDateIsTheLastAndWhatWasMissedComesBeforeItInOrder() {
    DueDates daily = new DueDates(Optional.of(Duration.ofDays(1)), 3);
    RunDate decided = RunDate.parse("2024-03-01");

    assertThat(daily.of(Optional.of(decided), List.of(), RunDate.parse("2024-03-04T18:30:00Z")))
        .extracting(RunDate::runId)
        .containsExactly(
            "retrain-2024-03-02T000000Z",
            "retrain-2024-03-03T000000Z",
            "retrain-2024-03-04T000000Z",
            "retrain-2024-03-04T183000Z");
    assertThat(daily.of(Optional.of(decided), List.of(), RunDate.parse("2024-03-02T00:00:05Z")))
        .as("a scheduler that is late by five seconds")
        .containsExactly(RunDate.parse("2024-03-02T00:00:05Z"));
    assertThat(daily.of(Optional.of(decided), List.of(), decided)).containsExactly(decided);
    assertThat(daily.of(Optional.of(decided), List.of(), RunDate.parse("2024-02-01")))
        .containsExactly(RunDate.parse("2024-02-01"));
    assertThat(daily.of(Optional.empty(), List.of(), decided)).containsExactly(decided);
  }

  @Test
  void aDateWhoseRunWasBegunComesBeforeTheAskedOneWhateverWasMissed() {
    DueDates alone = new DueDates(Optional.empty(), 3);
    RunDate before = RunDate.parse("2024-02-01");
    RunDate decided = RunDate.parse("2024-03-01");
    RunDate begun = RunDate.parse("2024-03-02");
    RunDate asked = RunDate.parse("2024-04-01");
    RunDate after = RunDate.parse("2024-05-01");

    assertThat(alone.of(Optional.of(decided), List.of(), asked)).containsExactly(asked);
    assertThat(alone.of(Optional.of(decided), List.of(before, decided, begun, after), asked))
        .containsExactly(begun, asked);
    assertThat(alone.of(Optional.empty(), List.of(before, begun), begun))
        .containsExactly(before, begun);
  }

  @Test
  void moreThanAreDoneAtOnceAreRefusedHoweverManyTheyAre() {
    DueDates hourly = new DueDates(Optional.of(Duration.ofHours(1)), 31);
    Optional<RunDate> decided = Optional.of(RunDate.parse("2024-03-01"));

    assertThat(hourly.of(decided, List.of(), RunDate.parse("2024-03-02T08:00:00Z"))).hasSize(32);
    for (String asked : List.of("2024-03-02T09:00:00Z", "+999999-01-01T00:00:00Z")) {
      assertThatThrownBy(() -> hourly.of(decided, List.of(), RunDate.parse(asked)))
          .isInstanceOf(ConfigurationException.class)
          .hasMessage(
              "more than retrain.catch-up = 31 dates from 2024-03-01T01:00:00Z on were missed or did not end well before "
                  + asked
                  + ", and nothing was done; run with --only to decide that one alone and leave the others out for good, or do them in turns: --run-date with an earlier date, or a higher retrain.catch-up");
    }
  }

  @Test
  void aDateInTheFutureIsRefused() {
    Instant now = BEGIN.plusMillis(999);
    RunDate.of(now).requireNotAfter(now);

    assertThatThrownBy(() -> RunDate.of(now.plusSeconds(1)).requireNotAfter(now))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            "the date 2024-03-01T00:00:01Z lies in the future, by the clock of this machine it is 2024-03-01T00:00:00Z: what comes until then is not known yet; give a --run-date that is past, or none for now");
  }

  @Test
  void whereNobodyNamesADateItIsNowByTheClock() {
    assertThat(new DueDates(Optional.empty(), 3).usual(Optional.empty(), BEGIN.plusMillis(999)))
        .isEqualTo(new RunDate(BEGIN));
    DueDates dates = new DueDates(Optional.of(Duration.ofHours(6)), 3);
    assertThat(dates.usual(Optional.empty(), BEGIN.minusSeconds(1)))
        .as("the first one is the same however late its run is tried again")
        .isEqualTo(RunDate.parse("2024-02-29T18:00:00Z"));
    RunDate decided = RunDate.parse("2024-02-29T20:30:00Z");
    assertThat(dates.usual(Optional.of(decided), BEGIN)).isEqualTo(decided);
    assertThat(dates.usual(Optional.of(decided), decided.instant().minusSeconds(1)))
        .as("no date is due before one that is decided")
        .isEqualTo(decided);
  }

  @Test
  void aDateIsTheSameAfterItsRunsName() {
    for (int seed = 0; seed < 300; seed++) {
      Instant instant = BEGIN.plusSeconds(new MersenneTwister(seed).nextInt(1 << 30));
      RunDate date = RunDate.of(instant.plusMillis(seed));

      assertThat(RunDate.ofRun(date.runId())).contains(date);
      assertThat(RunDate.parse(date.toString())).isEqualTo(date);
    }
    assertThat(RunDate.ofRun("train-2024-03-01T000000Z")).isEmpty();
    assertThat(RunDate.ofRun("retrain-2024-03-01T000000Z.warm")).isEmpty();
    RunDate date = new RunDate(BEGIN);
    assertThat(RunDate.within(date.runId())).contains(date);
    assertThat(RunDate.within(date.runId() + ".warm-Z.0123abcd")).contains(date);
    assertThat(RunDate.within(date.runId() + "-dry")).contains(date);
    for (String other : List.of(date.runId() + "1", "train-Z", "train-a", "-", "Z", "")) {
      assertThat(RunDate.within(other)).as(other).isEmpty();
    }
    assertThatThrownBy(() -> RunDate.parse("yesterday"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            "--run-date \"yesterday\" is no date; write a day such as 2024-03-01, which begins in UTC, or a time with its offset such as 2024-03-01T02:30:00+01:00");
  }
}
