package io.chronoshard.simulate;

import io.chronoshard.config.ConfigurationReader;
import io.chronoshard.config.SimulateSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Settings of small simulations. */
final class Settings {

  static final String NO_FAULTS = "";
  static final Instant FROM = Instant.parse("2022-01-01T00:00:00Z");
  static final Duration STEP = Duration.ofMinutes(10);

  private Settings() {}

  static SimulateSettings of(long seed, long steps, int series, int channels) {
    return of(seed, FROM, STEP, steps, series, channels, 250_000, NO_FAULTS);
  }

  /** Settings with faults as a configuration writes them. */
  static SimulateSettings of(
      long seed,
      Instant from,
      Duration step,
      long steps,
      int series,
      int channels,
      int rowsPerFile,
      String... more) {
    String base =
        String.format(
            Locale.ROOT,
            "simulate { seed = %d, from = \"%s\", step = %d milliseconds, steps = %d, series = %d,"
                + " channels = %d, rows-per-file = %d }",
            seed,
            from,
            step.toMillis(),
            steps,
            series,
            channels,
            rowsPerFile);
    return ConfigurationReader.read(
            Optional.empty(),
            Stream.concat(Stream.of(base), Stream.of(more))
                .filter(text -> !text.isEmpty())
                .toList())
        .simulate();
  }

  /** The faults of a row and its values that are random by step. */
  static String faults(
      double repeated,
      double unsorted,
      double gaps,
      int longestGap,
      double missing,
      String marker) {
    return String.format(
        Locale.ROOT,
        "simulate.faults { repeated = %s, unsorted = %s, gaps = %s, longest-gap = %d, missing = %s,"
            + " marker = \"%s\" }",
        repeated,
        unsorted,
        gaps,
        longestGap,
        missing,
        marker);
  }
}
