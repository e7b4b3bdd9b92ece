package io.chronoshard.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chronoshard.error.ConfigurationException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SpanTest {

  private static final TimeAxis TEN_MINUTES = TimeAxis.clock(600_000);

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "144, 144",
    "24 hours, 144",
    "1 day, 144",
    "10 minutes, 1",
    "600 s, 1",
    "600000 ms, 1",
    "0 minutes, 0"
  })
  void stepsAreCountedAndDurationsAreDividedByTheStep(String written, int steps) {
    assertThat(lead(written).steps(TEN_MINUTES)).isEqualTo(steps);
  }

  @Test
  void aNumberOfStepsIsTheSameOnEveryAxis() {
    assertThat(lead("7").steps(TimeAxis.rows())).isEqualTo(7);
    assertThat(lead("7").steps(TimeAxis.clock(1))).isEqualTo(7);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-1",
        "1.5",
        "600000.5",
        "1e-3",
        "0x10",
        "-10 minutes",
        "1.5 ms",
        "1 microsecond",
        "soon",
        "10 fortnights",
        "[]",
        "null",
        "{}",
        "99999999999 days"
      })
  void whatIsNeitherStepsNorADurationIsToldOnceWithWhatIsWanted(String written) {
    assertThatThrownBy(() -> lead(written))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("the configuration has a problem:")
        .hasMessageContaining("window.lead = ")
        .hasMessageContaining(
            "must be a number of steps from 0, or a duration such as \"24 hours\"");
  }

  @Test
  void whatMustNotBeZeroIsNot() {
    for (String zero : List.of("0", "0 minutes")) {
      assertThatThrownBy(
              () -> ConfigurationReader.read(Optional.empty(), List.of("window.stride=" + zero)))
          .hasMessageContaining("window.stride = ")
          .hasMessageContaining("must be a number of steps from 1");
    }
  }

  @Test
  void aDurationNeedsAClock() {
    assertThatThrownBy(() -> lead("24 hours").steps(TimeAxis.rows()))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage("window.lead = 24 hours: this history counts rows; write the number of rows");
  }

  @Test
  void aDurationMustBeWholeSteps() {
    assertThatThrownBy(() -> lead("25 minutes").steps(TEN_MINUTES))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            "window.lead = 25 minutes is not a whole number of the grid's steps of 10 minutes;"
                + " write a multiple of it");
  }

  @Test
  void aSpanThatNoWindowCouldHaveIsRefused() {
    assertThatThrownBy(() -> lead("999999999999").steps(TEN_MINUTES))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("window.lead = 999999999999 steps is too long; the limit is");
    assertThatThrownBy(() -> lead("1234567890123").steps(TEN_MINUTES))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("window.lead = 1234567890123 steps is too long");
    assertThatThrownBy(() -> lead("100000 days").steps(TimeAxis.clock(1)))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("is too long");
  }

  private static Span lead(String written) {
    return ConfigurationReader.read(Optional.empty(), List.of("window.lead=" + written))
        .window()
        .lead();
  }
}
