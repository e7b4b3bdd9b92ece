package io.chronoshard.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chronoshard.error.ConfigurationException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SimulateSettingsTest {

  @Test
  void whatCannotBeMadeIsToldWithItsLimit() {
    assertThatThrownBy(
            () ->
                read(
                    "simulate.steps = 1000000000000",
                    "simulate.series = 3",
                    "simulate.faults.gaps = 0.8",
                    "simulate.faults.longest-gap = 3",
                    "simulate.faults.marker = \"a,b\""))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining(
            "simulate.steps = 1000000000000 lead beyond the year 9999 from 2022-01-01T00:00:00Z in"
                + " steps of PT10M")
        .hasMessageContaining(
            "simulate.rows-per-file = 250000 makes 4000000 files of each series; all series"
                + " together may have 1000000")
        .hasMessageContaining(
            "simulate.faults.gaps = 0.8 is more than gaps of at most 3 steps can make up, which is"
                + " 0.75; raise simulate.faults.longest-gap")
        .hasMessageContaining(
            "simulate.faults.marker = \"a,b\" must hold no separator, quote or control character");
  }

  @Test
  void theYearMustBeWrittenWithFourDigits() {
    assertThatThrownBy(() -> read("simulate.from = \"+10000-01-01T00:00:00Z\""))
        .hasMessageContaining("must lie in the years 1 to 9999");
  }

  @Test
  void timesAreWholeMilliseconds() {
    assertThatThrownBy(
            () ->
                read(
                    "simulate.from = \"2022-01-01T00:00:00.0005Z\"", "simulate.step = 1500 micros"))
        .hasMessageContaining("2 problems")
        .hasMessageContaining(
            "simulate.from = 2022-01-01T00:00:00.000500Z must be a whole number of milliseconds")
        .hasMessageContaining(
            "simulate.step = \"1500 micros\" must be a duration of whole milliseconds");
  }

  @Test
  void theMostOfEverythingIsAllowed() {
    SimulateSettings settings =
        read(
            "simulate.faults.gaps = 0.75",
            "simulate.faults.longest-gap = 3",
            "simulate.steps = 1000000000",
            "simulate.step = 1 second",
            "simulate.rows-per-file = 1000");
    assertThat(settings.faults().gaps()).isEqualTo(0.75);
  }

  private static SimulateSettings read(String... sets) {
    return ConfigurationReader.read(Optional.empty(), List.of(sets)).simulate();
  }
}
