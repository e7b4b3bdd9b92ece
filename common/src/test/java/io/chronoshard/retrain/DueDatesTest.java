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

  @Test
  void noDateIsLostAndNoneIsDoneTwiceHoweverIrregularlyTheSchedulerFires() {
    for (int seed = 0; seed < 300; seed++) {
      MersenneTwister random = new MersenneTwister(seed);
      Duration every = Duration.ofMinutes(1000 + random.nextInt(2000));
      DueDates dates = new DueDates(Optional.of(every));
      TreeSet<RunDate> decided = new TreeSet<>();
      Instant now = BEGIN;
      for (int call = 0; call < 30; call++) {
        now = now.plusSeconds(random.nextInt(300_000));
        Optional<RunDate> newest =
            decided.isEmpty() ? Optional.empty() : Optional.of(decided.last());
        RunDate asked = dates.usual(newest, now, Instant.MAX);
        assertThat(asked.instant()).as("seed %d", seed).isBeforeOrEqualTo(now);
        List<RunDate> due = dates.of(newest, asked);
        for (RunDate date : due) {
          if (!decided.contains(date)) {
            newest.ifPresent(last -> assertThat(date).isGreaterThan(last));
            decided.add(date);
          }
        }
      }
      Instant expected = decided.first().instant();
      for (RunDate date : decided) {
        assertThat(date.instant()).as("seed %d", seed).isEqualTo(expected);
        expected = expected.plus(every);
      }
    }
  }

  @Test
  void anAskedDateIsTheLastAndWhatWasMissedComesBeforeItInOrder() {
    DueDates daily = new DueDates(Optional.of(Duration.ofDays(1)));
    RunDate decided = RunDate.parse("2024-03-01");

    assertThat(daily.of(Optional.of(decided), RunDate.parse("2024-03-04T06:30:00+01:00")))
        .extracting(RunDate::runId)
        .containsExactly(
            "retrain-2024-03-02T000000Z",
            "retrain-2024-03-03T000000Z",
            "retrain-2024-03-04T000000Z",
            "retrain-2024-03-04T053000Z");
    assertThat(daily.of(Optional.of(decided), decided)).containsExactly(decided);
    assertThat(daily.of(Optional.of(decided), RunDate.parse("2024-02-01")))
        .containsExactly(RunDate.parse("2024-02-01"));
    assertThat(daily.of(Optional.empty(), decided)).containsExactly(decided);
    assertThat(new DueDates(Optional.empty()).of(Optional.of(decided), RunDate.parse("2024-04-01")))
        .containsExactly(RunDate.parse("2024-04-01"));
  }

  @Test
  void withoutATimeBetweenDatesItIsNowOrTheEndOfTheHistory() {
    DueDates dates = new DueDates(Optional.empty());
    Instant end = BEGIN.plusSeconds(60);

    assertThat(dates.usual(Optional.empty(), BEGIN, end)).isEqualTo(new RunDate(BEGIN));
    assertThat(dates.usual(Optional.empty(), BEGIN.plusSeconds(100), end))
        .isEqualTo(new RunDate(end));
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
    assertThatThrownBy(() -> RunDate.parse("yesterday"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            "--run-date \"yesterday\" is no date; write a day such as 2024-03-01, which begins in UTC, or a time with its offset such as 2024-03-01T02:30:00+01:00");
  }
}
