package io.chronoshard.config;

import java.time.Duration;
import java.time.Instant;

/** The block {@code simulate}; see reference.conf for each key. */
public record SimulateSettings(
    String output,
    long seed,
    Instant from,
    Duration step,
    long steps,
    int series,
    int channels,
    int rowsPerFile,
    Faults faults) {

  /** Shares in [0, 1] of rows, steps and values that are spoilt. */
  public record Faults(
      double repeated,
      double unsorted,
      double gaps,
      int longestGap,
      double missing,
      String marker) {}

  static SimulateSettings read(Section section) {
    Section faults = section.section("faults");
    SimulateSettings settings =
        new SimulateSettings(
            section.nonEmpty("output"),
            section.whole("seed", Long.MIN_VALUE, Long.MAX_VALUE),
            section.instant("from"),
            section.duration("step"),
            section.whole("steps", 1, 1L << 40),
            section.integer("series", 1, Integer.MAX_VALUE),
            section.integer("channels", 1, 10_000),
            section.integer("rows-per-file", 1, Integer.MAX_VALUE),
            new Faults(
                faults.number("repeated", 0, 1),
                faults.number("unsorted", 0, 1),
                faults.number("gaps", 0, 0.9),
                faults.integer("longest-gap", 1, 1_000_000),
                faults.number("missing", 0, 1),
                faults.string("marker")));
    faults.close();
    section.close();
    return settings;
  }
}
