package io.chronoshard.config;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The block {@code split}; see reference.conf for each key. */
public record SplitSettings(
    By by, Fractions fractions, Steps steps, Dates dates, SeriesNames series, Inputs inputs) {

  /** What decides where a part begins. */
  public enum By {
    FRACTION,
    STEPS,
    DATE,
    SERIES
  }

  /** Which rows a window's inputs may read. */
  public enum Inputs {
    /** Their own part and the parts before it. */
    BEFORE,
    /** Their own part. */
    INSIDE,
    /**
     * As Keras' {@code timeseries_dataset_from_array} lays them out; targets may lie behind the
     * part's end.
     */
    KERAS
  }

  /** Shares of all steps for training and validation; the test part is the rest. */
  public record Fractions(double training, double validation) {}

  /** Lengths of the parts in steps. */
  public record Steps(long training, long validation, long test) {}

  /** Where validation and test begin and where test ends. */
  public record Dates(Instant validation, Instant test, Optional<Instant> end) {}

  /** Names of the series that do not train. */
  public record SeriesNames(List<String> validation, List<String> test) {}

  static SplitSettings read(Section section) {
    By by = section.choice("by", By.class);
    Section fraction = section.section("fraction");
    Fractions fractions =
        new Fractions(fraction.number("training", 0.0, 1), fraction.number("validation", 0, 1));
    if (fractions.training + fractions.validation > 1 + 1e-9) {
      fraction.problem(
          "validation", fractions.validation, "and training together must not exceed 1");
    }
    fraction.close();
    Section steps = section.section("steps");
    Steps lengths =
        new Steps(
            steps.whole("training", by == By.STEPS ? 1 : 0, 1L << 40),
            steps.whole("validation", 0, 1L << 40),
            steps.whole("test", 0, 1L << 40));
    steps.close();
    Section date = section.section("date");
    Dates dates = new Dates(Instant.MAX, Instant.MAX, date.optionalInstant("end"));
    if (by == By.DATE) {
      dates = new Dates(date.instant("validation"), date.instant("test"), dates.end());
      if (dates.test().isBefore(dates.validation())) {
        date.problem("test", date.string("test"), "must not lie before split.date.validation");
      }
    } else {
      date.string("validation");
      date.string("test");
    }
    date.close();
    Section series = section.section("series");
    SeriesNames names = new SeriesNames(series.strings("validation"), series.strings("test"));
    for (String name : names.validation) {
      if (names.test.contains(name)) {
        series.problem("test", name, "is named for validation too; a series belongs to one part");
      }
    }
    series.close();
    SplitSettings settings =
        new SplitSettings(
            by, fractions, lengths, dates, names, section.choice("inputs", Inputs.class));
    section.close();
    return settings;
  }
}
