package io.chronoshard.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.chronoshard.config.FeatureSettings.Calendar;
import io.chronoshard.grid.Slice;
import io.chronoshard.grid.StepTimes;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CalendarColumnTest {

  private static final Slice NOTHING = new Slice(0, 1, new float[] {Float.NaN});

  @ParameterizedTest
  @CsvSource({
    // midnight, morning, noon, evening
    "HOUR_OF_DAY, UTC, 2023-05-17T00:00:00Z, 0",
    "HOUR_OF_DAY, UTC, 2023-05-17T06:00:00Z, 0.25",
    "HOUR_OF_DAY, UTC, 2023-05-17T12:00:00Z, 0.5",
    "HOUR_OF_DAY, UTC, 2023-05-17T18:00:00Z, 0.75",
    "HOUR_OF_DAY, UTC, 1969-12-31T18:00:00Z, 0.75",
    // an hour ahead in winter, two in summer
    "HOUR_OF_DAY, Europe/Berlin, 2023-01-17T05:00:00Z, 0.25",
    "HOUR_OF_DAY, Europe/Berlin, 2023-07-17T04:00:00Z, 0.25",
    "HOUR_OF_DAY, Asia/Kolkata, 2023-07-17T00:30:00Z, 0.25",
    // 2023-05-15 was a Monday
    "DAY_OF_WEEK, UTC, 2023-05-15T00:00:00Z, 0",
    "DAY_OF_WEEK, UTC, 2023-05-18T12:00:00Z, 0.5",
    "DAY_OF_WEEK, +12:00, 2023-05-14T12:00:00Z, 0",
    // the middle of 365 days and of 366 days
    "DAY_OF_YEAR, UTC, 2023-01-01T00:00:00Z, 0",
    "DAY_OF_YEAR, UTC, 2023-07-02T12:00:00Z, 0.5",
    "DAY_OF_YEAR, UTC, 2024-07-02T00:00:00Z, 0.5",
    "DAY_OF_YEAR, UTC, 2024-04-01T12:00:00Z, 0.25",
    "DAY_OF_YEAR, -10:00, 2024-01-01T10:00:00Z, 0",
  })
  void aPlaceInTheCycleIsAPointOnTheCircle(
      Calendar cycle, String zone, Instant time, double fraction) {
    List<CalendarColumn> columns = CalendarColumn.of(cycle, ZoneId.of(zone), 1);
    StepTimes times = step -> time.toEpochMilli();
    double angle = 2 * Math.PI * fraction;
    assertThat(columns.get(0).value(NOTHING, times, 0))
        .isCloseTo((float) StrictMath.sin(angle), within(1e-6f));
    assertThat(columns.get(1).value(NOTHING, times, 0))
        .isCloseTo((float) StrictMath.cos(angle), within(1e-6f));
  }

  /** A multiple of the frequency goes round as often: thrice in a day, every eight hours. */
  @ParameterizedTest
  @CsvSource({
    "HOUR_OF_DAY, 2023-05-17T03:00:00Z, 2, 1, 0",
    "HOUR_OF_DAY, 2023-05-17T06:00:00Z, 2, 0, -1",
    "HOUR_OF_DAY, 2023-05-17T12:00:00Z, 2, 0, 1",
    "HOUR_OF_DAY, 2023-05-17T02:00:00Z, 3, 1, 0",
    "HOUR_OF_DAY, 2023-05-17T06:00:00Z, 3, -1, 0",
    "HOUR_OF_DAY, 2023-05-17T08:00:00Z, 3, 0, 1",
    "DAY_OF_WEEK, 2023-05-16T18:00:00Z, 2, 0, -1",
    "DAY_OF_WEEK, 2023-05-18T12:00:00Z, 3, 0, -1",
    // the first quarter and the middle of 366 days
    "DAY_OF_YEAR, 2024-04-01T12:00:00Z, 2, 0, -1",
    "DAY_OF_YEAR, 2024-04-01T12:00:00Z, 3, -1, 0",
    "DAY_OF_YEAR, 2024-07-02T00:00:00Z, 3, 0, -1",
  })
  void aHarmonicGoesRoundAsOftenAsItSays(
      Calendar cycle, Instant time, int harmonic, float sine, float cosine) {
    List<CalendarColumn> columns = CalendarColumn.of(cycle, ZoneId.of("UTC"), 3);
    StepTimes times = step -> time.toEpochMilli();
    assertThat(columns).hasSize(6);
    assertThat(columns.get(2 * harmonic - 2).name()).endsWith("(sine " + harmonic + ")");
    assertThat(columns.get(2 * harmonic - 2).value(NOTHING, times, 0))
        .isCloseTo(sine, within(1e-6f));
    assertThat(columns.get(2 * harmonic - 1).name()).endsWith("(cosine " + harmonic + ")");
    assertThat(columns.get(2 * harmonic - 1).value(NOTHING, times, 0))
        .isCloseTo(cosine, within(1e-6f));
  }

  @Test
  void theLastDayOfALeapYearIsTheLastOf366() {
    StepTimes times = step -> Instant.parse("2024-12-31T00:00:00Z").toEpochMilli();
    CalendarColumn sine = CalendarColumn.of(Calendar.DAY_OF_YEAR, ZoneId.of("UTC"), 1).get(0);
    assertThat(sine.value(NOTHING, times, 0))
        .isEqualTo((float) StrictMath.sin(2 * Math.PI * 365 / 366));
  }

  @Test
  void whereNoTimeIsKnownThereIsNoPlace() {
    for (CalendarColumn column : CalendarColumn.of(Calendar.HOUR_OF_DAY, ZoneId.of("UTC"), 1)) {
      assertThat(column.value(NOTHING, step -> StepTimes.UNKNOWN, 0)).isNaN();
    }
  }

  @Test
  void itIsNamedByItsCycleReadsNoPastAndIsNotScaled() {
    List<CalendarColumn> columns = CalendarColumn.of(Calendar.DAY_OF_YEAR, ZoneId.of("UTC"), 1);
    assertThat(columns)
        .extracting(CalendarColumn::name)
        .containsExactly("day of year (sine)", "day of year (cosine)");
    assertThat(columns).allMatch(column -> column.lookBack() == 0);
    assertThat(columns).allMatch(column -> column.scaling() == FeatureColumn.Scaling.NONE);
  }
}
