package io.chronoshard.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chronoshard.config.ConfigurationReader;
import io.chronoshard.config.FeatureSettings;
import io.chronoshard.config.TargetExamples;
import io.chronoshard.config.TimeAxis;
import io.chronoshard.error.ConfigurationException;
import io.chronoshard.grid.History;
import io.chronoshard.grid.History.RecordedTimes;
import io.chronoshard.grid.History.SeriesExtent;
import io.chronoshard.grid.Slice;
import io.chronoshard.grid.StepTimes;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HolidaysTest {

  private static final TimeAxis HOURS = TimeAxis.clock(3_600_000);

  @ParameterizedTest
  @CsvSource({
    "UTC, 2023-12-24T23:59:59Z, 0",
    "UTC, 2023-12-25T00:00:00Z, 1",
    "UTC, 2023-12-26T23:59:59Z, 1",
    "UTC, 2023-12-27T00:00:00Z, 0",
    "Europe/Berlin, 2023-12-24T22:59:59Z, 0",
    "Europe/Berlin, 2023-12-24T23:00:00Z, 1",
    "-10:00, 2023-12-25T09:59:59Z, 0",
    "-10:00, 2023-12-25T10:00:00Z, 1",
  })
  void aHolidayIsALocalDate(String zone, Instant time, float value) {
    HolidayColumn column =
        new HolidayColumn(days("2023-12-26", "2023-12-25", "2023-12-25"), ZoneId.of(zone));
    assertThat(column.value(new Slice(0, 1, new float[1]), step -> time.toEpochMilli(), 0))
        .isEqualTo(value);
    assertThat(column.value(new Slice(0, 1, new float[1]), step -> StepTimes.UNKNOWN, 0)).isNaN();
  }

  @Test
  void theColumnStandsBehindTheCalendarAndIsNotScaled() {
    FeatureSet features =
        FeatureSet.of(
            settings(
                "features.calendar = [day-of-year]",
                "features.harmonics = 2",
                "features.holidays.input = h.csv"),
            TargetExamples.channels("a"),
            history(RecordedTimes.FROM_STEPS, "2023-01-01", "2024-01-01"),
            new FeatureFacts(Vocabularies.NONE, days("2023-05-01")));
    assertThat(features.inputNames())
        .containsExactly(
            "a",
            "day of year (sine)",
            "day of year (cosine)",
            "day of year (sine 2)",
            "day of year (cosine 2)",
            "holiday");
    assertThat(features.isScaled(5)).isFalse();
    long step = Instant.parse("2023-05-01T12:00:00Z").toEpochMilli() / 3_600_000;
    Slice inputs =
        features.inputs(new Slice(step, 1, new float[] {1}), StepTimes.of(HOURS), step, step + 1);
    assertThat(inputs.at(step, 5)).isEqualTo(1);
  }

  @Test
  void aHistoryWithoutTimesHasNoHolidays() {
    assertThatThrownBy(
            () ->
                FeatureSet.of(
                    settings("features.holidays.input = h.csv"),
                    TargetExamples.channels("a"),
                    history(RecordedTimes.NONE, "2023-01-01", "2024-01-01")))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("features.holidays.input = h.csv: this history counts");
  }

  @Test
  void yearsOfAHistoryWithoutAnyHolidayAreTold() {
    Holidays holidays = days("2022-12-31", "2024-01-01", "2027-01-01");
    History history = history(RecordedTimes.FROM_STEPS, "2022-06-01", "2027-01-01");
    assertThat(holidays.yearsWithout(history, ZoneId.of("UTC"))).containsExactly(2023, 2025, 2026);
    assertThat(holidays.yearsWithout(history, ZoneId.of("+01:00")))
        .containsExactly(2023, 2025, 2026);
    assertThat(Holidays.NONE.yearsWithout(history, ZoneId.of("+01:00")))
        .containsExactly(2022, 2023, 2024, 2025, 2026, 2027);
  }

  private static Holidays days(String... days) {
    return new Holidays(Stream.of(days).map(LocalDate::parse).map(LocalDate::toEpochDay).toList());
  }

  private static FeatureSettings settings(String... sets) {
    return ConfigurationReader.read(Optional.empty(), List.of(sets)).features();
  }

  private static History history(RecordedTimes times, String from, String to) {
    return new History(
        times == RecordedTimes.NONE ? TimeAxis.rows() : HOURS,
        16,
        List.of("a"),
        times,
        List.of(
            new SeriesExtent(
                "s",
                24 * LocalDate.parse(from).toEpochDay(),
                24 * LocalDate.parse(to).toEpochDay())),
        "");
  }
}
