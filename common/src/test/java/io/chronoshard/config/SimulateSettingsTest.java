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

  @Test
  void allThatIsWrongWithADialectIsToldAtOnce() {
    assertThatThrownBy(
            () ->
                read(
                    "simulate.csv { separator = \" \", comment = x, charset = klingon }",
                    "simulate.csv { decimal = \";\", quote = ab, line-end = cr }",
                    "simulate { format = parquet, compression = gzip, shape = square }",
                    "simulate.time.pattern = \"yyyy-MM-dd HH:mm:nope\"",
                    "simulate.faults { stuck = 0.8, longest-stuck = 2 }",
                    "simulate.faults.drift.channels = [\"T (degF)\"]",
                    "simulate.faults.unit-change { channel = T, factor = 0 }",
                    "simulate.events { share = 0.9, longest = 3 }"))
        .hasMessageContaining("simulate.csv.comment = \"x\" must be empty or begin with")
        .hasMessageContaining("simulate.csv.charset = \"klingon\" is no character set")
        .hasMessageContaining("simulate.csv.decimal = \";\" must be \".\" or \",\"")
        .hasMessageContaining("simulate.csv.quote = \"ab\" must be empty, or one character")
        .hasMessageContaining("simulate.csv.line-end = \"cr\" must be one of lf, crlf")
        .hasMessageContaining("simulate.compression = \"gzip\" is for csv and json")
        .hasMessageContaining("simulate.shape = \"square\" must be one of wide, long")
        .hasMessageContaining("simulate.time.pattern = \"yyyy-MM-dd HH:mm:nope\" must be iso")
        .hasMessageContaining("simulate.faults.stuck = 0.8 is more than stretches of at most 2")
        .hasMessageContaining(
            "simulate.faults.drift.channels = \"T (degF)\" is no channel; did you mean T (degC)?")
        .hasMessageContaining("simulate.faults.unit-change.channel = \"T\" is no channel")
        .hasMessageContaining("simulate.faults.unit-change.at = \"\" must lie after the first")
        .hasMessageContaining("simulate.faults.unit-change.factor = 0.0 must not be 0")
        .hasMessageContaining("simulate.events.share = 0.9 is more than stretches");
  }

  @Test
  void textsThatWouldBeTornAreTold() {
    assertThatThrownBy(() -> read("simulate.csv.decimal = \",\""))
        .hasMessageContaining("is part of the separator");
    assertThatThrownBy(() -> read("simulate.csv.separator = \" \""))
        .hasMessageContaining("simulate.csv.separator = \" \" is part of the text \"T (degC)\"")
        .hasMessageContaining("set simulate.csv.quote");
    assertThatThrownBy(
            () ->
                read(
                    "simulate.csv { separator = \"\u00a6\", charset = US-ASCII }",
                    "simulate.faults.marker = \"\u00a6\""))
        .hasMessageContaining("simulate.csv.charset = \"US-ASCII\" lacks a character")
        .hasMessageContaining("simulate.faults.marker = \"\u00a6\" must hold no separator");
  }

  @Test
  void timesThatThePatternCannotHoldAreTold() {
    String minutes = "simulate.time.pattern = \"dd.MM.yyyy HH:mm\"";
    String berlin = "simulate.time.zone = \"Europe/Berlin\"";
    assertThat(read(minutes).timeText().text(0)).isEqualTo("01.01.1970 00:00");
    assertThatThrownBy(() -> read(minutes, "simulate.step = 1 second"))
        .hasMessageContaining("cannot hold 2022-01-01T00:00:01Z in the zone UTC");
    assertThatThrownBy(
            () -> read(minutes, "simulate.faults { clock = 0.1, clock-error = 1500 millis }"))
        .hasMessageContaining("cannot hold 2021-12-31T23:59:58.500Z");
    assertThatThrownBy(() -> read(minutes, berlin))
        .hasMessageContaining("cannot hold 2022-10-30T01:00:00Z in the zone Europe/Berlin");
    assertThat(read(minutes, berlin, "simulate.step = 1 day").time().zone())
        .isEqualTo("Europe/Berlin");
    assertThat(read(berlin).timeText().text(0)).isEqualTo("1970-01-01T01:00:00+01:00");
    assertThatThrownBy(
            () ->
                read(
                    "simulate.time.pattern = \"MM/dd/yy HH:mm\"",
                    "simulate.from = \"1999-12-31T00:00:00Z\""))
        .hasMessageContaining("cannot hold 1999-12-31T00:00:00Z");
    assertThatThrownBy(() -> read("simulate.time.pattern = \"yyyy-MM-dd hh:mm\""))
        .hasMessageContaining("it is not read back from its text");
    assertThatThrownBy(
            () -> read("simulate.time.pattern = epoch-seconds", "simulate.step = 1500 millis"))
        .hasMessageContaining("cannot hold 2022-01-01T00:00:01.500Z");
  }

  private static SimulateSettings read(String... sets) {
    return ConfigurationReader.read(Optional.empty(), List.of(sets)).simulate();
  }
}
