package io.chronoshard.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chronoshard.config.GateSettings.SegmentKind;
import io.chronoshard.config.GateSettings.Unclear;
import io.chronoshard.error.ConfigurationException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GateSettingsTest {

  @Test
  void defaultsAreThoseOfTheReference() {
    assertThat(read())
        .isEqualTo(
            new GateSettings(
                0.05,
                Duration.ofDays(7),
                GateSettings.Loss.AUTO,
                new Span(86_400_000, Span.Unit.MILLISECONDS, "gate.bin"),
                Optional.empty(),
                42,
                9_999,
                1,
                List.of(SegmentKind.SERIES, SegmentKind.SEASON, SegmentKind.LEAD),
                4,
                0.05,
                Unclear.CONTINUE));
  }

  @Test
  void aBlockMayHaveAGivenLength() {
    assertThat(read("gate.block-length=5").blockLength()).contains(5);
  }

  @ParameterizedTest(name = "gate.{0} = {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          level        | 0.6      | must be a number from 0.001 to 0.5
          level        | 0        | must be a number from 0.001 to 0.5
          every        | 1 minute | must be a duration of whole milliseconds, at least 3600 s
          bin          | 0        | must be a number of steps from 1, or a duration
          block-length | 0        | must be a whole number from 1 to 1000000, or auto
          block-length | longer   | must be a whole number from 1 to 1000000, or auto
          least-bins   | 11       | must be a whole number from 12 to 1000000
          segments     | [lag]    | must be one of series, season, lead
          margin       | -0.1     | must be a number from 0.0 to 10.0
          unclear      | ignore   | must be one of continue, stop
          """)
  void whatCannotBeIsRefused(String key, String value, String limit) {
    assertThatThrownBy(() -> read("gate." + key + "=" + value))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("gate." + key)
        .hasMessageContaining(limit);
  }

  private static GateSettings read(String... overrides) {
    return ConfigurationReader.read(Optional.empty(), List.of(overrides)).gate();
  }
}
