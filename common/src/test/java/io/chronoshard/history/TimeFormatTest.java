package io.chronoshard.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chronoshard.error.ConfigurationException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.apache.commons.math3.random.MersenneTwister;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeFormatTest {

  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  @ParameterizedTest
  @CsvSource({
    "2020-01-01T00:10:00Z, 2020-01-01T00:10:00Z",
    "2020-01-01 00:10:00, 2020-01-01T00:10:00Z",
    "2020-01-01T00:10, 2020-01-01T00:10:00Z",
    "2020-01-01, 2020-01-01T00:00:00Z",
    "2020-01-01T00:10:00+01:00, 2019-12-31T23:10:00Z",
    "2020-01-01 00:10:00 -0130, 2020-01-01T01:40:00Z",
    "2020-01-01t00:10:00.25+01, 2019-12-31T23:10:00.250Z",
    "0001-01-01T00:00:00, 0001-01-01T00:00:00Z",
    "9999-12-31T23:59:59.999, 9999-12-31T23:59:59.999Z"
  })
  void readsIso(String text, Instant instant) {
    assertThat(millis("iso", ZoneOffset.UTC, text)).isEqualTo(instant.toEpochMilli());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "x",
        "2020",
        "2020-13-01",
        "2020-02-30",
        "2021-02-29 00:00:00",
        "2020-01-01 24:00:00",
        "2020-01-01 00:60:00",
        "2020-01-01T00:10:00Zx",
        "2020-01-01T",
        "0000-12-31T23:59:59",
        "10000-01-01T00:00:00",
        "2020-1-1 00:00:00",
        "01.01.2020 00:00:00"
      })
  void whatIsNoIsoTimeIsUnparsable(String text) {
    assertThat(millis("iso", ZoneOffset.UTC, text)).isEqualTo(TimeFormat.UNPARSABLE);
  }

  @ParameterizedTest
  @CsvSource({
    "dd.MM.yyyy HH:mm:ss, 31.12.2009 23:05:59, 2009-12-31T23:05:59Z",
    "yyyyMMddHHmm, 200912312305, 2009-12-31T23:05:00Z",
    "M/d/yy h:mm a, 2/9/20 10:15 pm, 2020-02-09T22:15:00Z",
    "d MMM uuuu HH:mm, 3 may 2020 04:05, 2020-05-03T04:05:00Z",
    "yyyy-DDD, 2020-060, 2020-02-29T00:00:00Z",
    "yyyy-MM-dd HH:mm:ss.SSS, 2020-02-29 00:00:00.125, 2020-02-29T00:00:00.125Z",
    "yyyy-MM-dd'T'HH:mmXXX, 2020-02-29T10:00+02:00, 2020-02-29T08:00:00Z",
    "yyyy-MM-dd HH:mm VV, 2020-02-29 10:00 America/New_York, 2020-02-29T15:00:00Z"
  })
  void readsPatterns(String pattern, String text, Instant instant) {
    assertThat(millis(pattern, ZoneOffset.UTC, text)).isEqualTo(instant.toEpochMilli());
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(ints = {1, 2, 3, 4})
  void theShortWayGivesWhatTheFormatterGives(int seed) {
    MersenneTwister random = new MersenneTwister(new int[] {seed});
    List<String> patterns =
        List.of("dd.MM.yyyy HH:mm:ss", "yyyyMMdd HHmm", "yyyy-MM-dd'T'HH:mm:ss", "MM/dd/uuuu");
    for (int i = 0; i < 3_000; i++) {
      String pattern = patterns.get(random.nextInt(patterns.size()));
      ZoneId zone = random.nextBoolean() ? BERLIN : ZoneId.of("Asia/Kathmandu");
      LocalDateTime local =
          LocalDateTime.of(1 + random.nextInt(9998), 1, 1, 0, 0)
              .plusSeconds((random.nextInt() & 0x7fffffffL) % 31_000_000L);
      String text = local.format(DateTimeFormatter.ofPattern(pattern, Locale.ROOT));
      if (random.nextInt(4) == 0) {
        int place = random.nextInt(text.length());
        text =
            text.substring(0, place)
                + "0123456789 x".charAt(random.nextInt(12))
                + text.substring(place + 1);
      }
      // A section that is optional sends the same pattern the long way.
      assertThat(millis(pattern, zone, text))
          .as("seed %d: %s of %s in %s", seed, text, pattern, zone)
          .isEqualTo(millis(pattern + "['@']", zone, text));
    }
  }

  @Test
  void anHourThatIsSkippedIsMovedOn() {
    assertThat(millis("iso", BERLIN, "2020-03-29 02:30:00"))
        .isEqualTo(Instant.parse("2020-03-29T01:30:00Z").toEpochMilli())
        .isEqualTo(millis("iso", BERLIN, "2020-03-29 03:30:00"));
  }

  @Test
  void anHourThatIsRepeatedIsTheEarlierOne() {
    assertThat(millis("dd.MM.yyyy HH:mm:ss", BERLIN, "25.10.2020 02:30:00"))
        .isEqualTo(Instant.parse("2020-10-25T00:30:00Z").toEpochMilli());
    assertThat(millis("iso", BERLIN, "2020-10-25 02:30:00+01:00"))
        .isEqualTo(Instant.parse("2020-10-25T01:30:00Z").toEpochMilli());
  }

  @ParameterizedTest
  @CsvSource({
    "epoch-seconds, 1577836800, 1577836800000",
    "epoch-seconds, -1.5, -1500",
    "epoch-seconds, 1.5778368E9, 1577836800000",
    "epoch-seconds, 1577836800.0001, 1577836800001",
    "epoch-seconds, 0.0, 0",
    "epoch-milliseconds, 1577836800123, 1577836800123",
    "epoch-milliseconds, 12.01, 13"
  })
  void readsEpochsAndRoundsUp(String pattern, String text, long millis) {
    assertThat(millis(pattern, ZoneOffset.UTC, text)).isEqualTo(millis);
  }

  @Test
  void aFractionOfAMillisecondIsRoundedUp() {
    assertThat(millis("iso", ZoneOffset.UTC, "1970-01-01T00:00:00.000000001")).isEqualTo(1);
    assertThat(millis("iso", ZoneOffset.UTC, "1969-12-31T23:59:59.9990001")).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "x", "1e999999999", "253402300800", "-62135596801", "1577836800123", "--1"})
  void epochsOutsideOfTheYearsAreUnparsable(String text) {
    assertThat(millis("epoch-seconds", ZoneOffset.UTC, text)).isEqualTo(TimeFormat.UNPARSABLE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"HH:mm", "yyyy-MM", "yyyy-mm-dd HH:mm", "YYYY-MM-dd", "yyyy-MM-dd hh:mm:ss"})
  void aPatternThatLosesDateOrTimeOfDayIsRefused(String pattern) {
    assertThatThrownBy(() -> TimeFormat.of(pattern, ZoneOffset.UTC))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("history.time.pattern = \"" + pattern + "\"")
        .hasMessageContaining("dd.MM.yyyy HH:mm:ss");
  }

  private static long millis(String pattern, ZoneId zone, String text) {
    return TimeFormat.of(pattern, zone).millis("<" + text + ">", 1, text.length() + 1);
  }
}
