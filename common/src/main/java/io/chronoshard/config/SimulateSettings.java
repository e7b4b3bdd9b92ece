package io.chronoshard.config;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * The block {@code simulate}; see reference.conf for each key.
 *
 * <p>All readings lie in the years 1 to 9999, there are at most {@value #FILE_LIMIT} files, and the
 * gaps can make up the share that is asked for.
 */
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

  /** The most files that are written. */
  public static final long FILE_LIMIT = 1_000_000;

  private static final Instant FIRST_TIME = Instant.parse("0001-01-01T00:00:00Z");
  private static final Instant LAST_TIME = Instant.parse("9999-12-31T23:59:59.999Z");

  /** Shares in [0, 1] of rows, steps and values that are spoilt. */
  public record Faults(
      double repeated,
      double unsorted,
      double gaps,
      int longestGap,
      double missing,
      String marker) {

    /** Gaps do not touch, so a step with a row goes with each. */
    private void check(Section section) {
      double most = longestGap / (longestGap + 1.0);
      if (gaps > most) {
        section.problem(
            "gaps",
            gaps,
            "is more than gaps of at most "
                + longestGap
                + " steps can make up, which is "
                + most
                + "; raise "
                + section.name("longest-gap"));
      }
    }
  }

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
                faults.string(
                    "marker",
                    marker -> marker.chars().noneMatch(c -> c < ' ' || c == ',' || c == '"'),
                    "must hold no comma, quote or control character")));
    settings.checkTimes(section);
    settings.checkFiles(section);
    settings.faults.check(faults);
    faults.close();
    section.close();
    return settings;
  }

  private void checkTimes(Section section) {
    if (!from.truncatedTo(ChronoUnit.MILLIS).equals(from)) {
      section.problem("from", from, "must be a whole number of milliseconds");
    }
    if (from.isBefore(FIRST_TIME) || from.isAfter(LAST_TIME)) {
      section.problem("from", from, "must lie in the years 1 to 9999");
    } else if (steps - 1 > Duration.between(from, LAST_TIME).toMillis() / step.toMillis()) {
      section.problem(
          "steps", steps, "lead beyond the year 9999 from " + from + " in steps of " + step);
    }
  }

  private void checkFiles(Section section) {
    long filesOfSeries = (steps - 1) / rowsPerFile + 1;
    if (filesOfSeries > FILE_LIMIT / series) {
      section.problem(
          "rows-per-file",
          rowsPerFile,
          "makes "
              + filesOfSeries
              + " files of each series; all series together may have "
              + FILE_LIMIT);
    }
  }
}
