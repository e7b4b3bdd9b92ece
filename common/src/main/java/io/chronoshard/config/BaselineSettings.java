package io.chronoshard.config;

import io.chronoshard.config.FeatureSettings.Calendar;
import io.chronoshard.config.ScaleSettings.By;
import java.util.HashSet;
import java.util.List;

/**
 * The forecasts that a model is compared with; see the block {@code evaluation} of reference.conf.
 *
 * @param kinds which, in the order of tables; at least one
 * @param fitBy whose values climatology and autoregression are fitted on
 * @param climatology what it tells apart
 * @param autoregression how long it is
 * @param ridge what it reads, and how strongly it is held back
 */
public record BaselineSettings(
    List<Baseline> kinds,
    By fitBy,
    Climatology climatology,
    Autoregression autoregression,
    Ridge ridge) {

  /** A forecast that needs no network. */
  public enum Baseline {
    LAST_VALUE,
    SAME_TIME_LAST_PERIOD,
    CLIMATOLOGY,
    AUTOREGRESSION,
    RIDGE
  }

  /**
   * The block {@code climatology}.
   *
   * @param by cycles of the calendar; empty for one mean of all steps
   * @param days around a day of the year that count as that day
   */
  public record Climatology(List<Calendar> by, int days) {

    /** Copies the list. */
    public Climatology {
      by = List.copyOf(by);
    }
  }

  /**
   * The block {@code autoregression}.
   *
   * @param lags steps back
   * @param differences times that the series is differenced before
   */
  public record Autoregression(Span lags, int differences) {}

  /**
   * The block {@code ridge}.
   *
   * @param lambda the penalty of squared weights, per window
   * @param lags rows of the window, 0 the newest; empty for all
   */
  public record Ridge(double lambda, List<Integer> lags) {

    /** Copies the list. */
    public Ridge {
      lags = List.copyOf(lags);
    }
  }

  /** Copies the list. */
  public BaselineSettings {
    kinds = List.copyOf(kinds);
  }

  /** Whether a baseline is among them. */
  public boolean has(Baseline kind) {
    return kinds.contains(kind);
  }

  static BaselineSettings read(Section evaluation) {
    List<Baseline> kinds = evaluation.choices("baselines", Baseline.class);
    if (kinds.isEmpty()) {
      evaluation.problem("baselines", "[]", "must name one baseline at least, such as last-value");
    }
    requireDistinct(evaluation, "baselines", kinds);
    return new BaselineSettings(
        kinds,
        evaluation.choice("fit-by", By.class),
        climatology(evaluation.section("climatology")),
        autoregression(evaluation.section("autoregression")),
        ridge(evaluation.section("ridge")));
  }

  private static Climatology climatology(Section section) {
    Climatology settings =
        new Climatology(section.choices("by", Calendar.class), section.integer("days", 0, 183));
    requireDistinct(section, "by", settings.by());
    section.close();
    return settings;
  }

  private static Autoregression autoregression(Section section) {
    Autoregression settings =
        new Autoregression(section.span("lags", 1), section.integer("differences", 0, 2));
    section.close();
    return settings;
  }

  private static Ridge ridge(Section section) {
    Ridge settings =
        new Ridge(
            section.number("lambda", 0, Double.MAX_VALUE),
            section.wholes("lags", 0, Integer.MAX_VALUE).stream().map(Math::toIntExact).toList());
    requireDistinct(section, "lags", settings.lags());
    section.close();
    return settings;
  }

  private static void requireDistinct(Section section, String key, List<?> values) {
    if (new HashSet<>(values).size() < values.size()) {
      section.problem(key, values, "must not name one of them twice");
    }
  }
}
