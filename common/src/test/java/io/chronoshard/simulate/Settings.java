package io.chronoshard.simulate;

import io.chronoshard.config.SimulateSettings;
import io.chronoshard.config.SimulateSettings.Faults;
import java.time.Duration;
import java.time.Instant;

/** Settings of small simulations. */
final class Settings {

  static final Faults NO_FAULTS = new Faults(0, 0, 0, 36, 0, "-9999.0");
  static final Instant FROM = Instant.parse("2022-01-01T00:00:00Z");
  static final Duration STEP = Duration.ofMinutes(10);

  private Settings() {}

  static SimulateSettings of(long seed, long steps, int series, int channels) {
    return of(seed, FROM, STEP, steps, series, channels, 250_000, NO_FAULTS);
  }

  static SimulateSettings of(
      long seed,
      Instant from,
      Duration step,
      long steps,
      int series,
      int channels,
      int rowsPerFile,
      Faults faults) {
    return new SimulateSettings(
        "simulated", seed, from, step, steps, series, channels, rowsPerFile, faults);
  }
}
