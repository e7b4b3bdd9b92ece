package io.chronoshard.split;

import io.chronoshard.config.SplitSettings;
import io.chronoshard.config.SplitSettings.Inputs;
import io.chronoshard.config.TimeAxis;
import io.chronoshard.error.ConfigurationException;
import io.chronoshard.grid.History;
import io.chronoshard.grid.History.SeriesExtent;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Where each part of each series lies. Series share their cuts in time, or belong to one part each.
 *
 * @param cuts the parts of all series; for a split by series, the whole history three times
 * @param assigned for a split by series, the part of each series that does not train; empty
 *     otherwise
 * @param assignment whether cuts or assignments decide
 * @param inputs what a window's inputs may read
 * @param whole all steps of the history
 */
public record Parts(
    Map<Part, Interval> cuts,
    Map<String, Part> assigned,
    Assignment assignment,
    Inputs inputs,
    Interval whole) {

  /** What decides to which part a step belongs. */
  public enum Assignment {
    BY_TIME,
    BY_SERIES
  }

  /** Copies what it is given. */
  public Parts {
    cuts = Map.copyOf(cuts);
    assigned = Map.copyOf(assigned);
  }

  /**
   * Cuts a history.
   *
   * @throws ConfigurationException where a date does not fit a history that counts rows, or a named
   *     series is not there
   */
  public static Parts of(SplitSettings settings, History history) {
    Interval whole = new Interval(history.fromStep(), history.toStep());
    return switch (settings.by()) {
      case FRACTION -> byFraction(settings, whole);
      case STEPS -> bySteps(settings, whole);
      case DATE -> byDate(settings, whole, history.axis());
      case SERIES -> bySeries(settings, whole, history);
    };
  }

  /**
   * All of a history, whatever parts another one of the same series had: each series as a whole is
   * what a model is tested on.
   */
  public static Parts allTest(History history) {
    Interval whole = new Interval(history.fromStep(), history.toStep());
    Interval none = new Interval(whole.from(), whole.from());
    return new Parts(
        Map.of(Part.TRAINING, none, Part.VALIDATION, none, Part.TEST, whole),
        Map.of(),
        Assignment.BY_TIME,
        Inputs.BEFORE,
        whole);
  }

  /** The steps of a series that belong to a part; inside the series' extent, perhaps empty. */
  public Interval of(Part part, SeriesExtent series) {
    Interval extent = new Interval(series.fromStep(), series.toStep());
    if (assignment == Assignment.BY_SERIES) {
      return assigned.getOrDefault(series.name(), Part.TRAINING) == part && !cut(part).isEmpty()
          ? extent
          : new Interval(0, 0);
    }
    return cut(part).intersect(extent);
  }

  /** The same without a part: its steps belong to none. */
  public Parts without(Part part) {
    Map<Part, Interval> left = new EnumMap<>(cuts);
    left.put(part, new Interval(cut(part).from(), cut(part).from()));
    return new Parts(left, assigned, assignment, inputs, whole);
  }

  /** The interval of a part that all series share. */
  public Interval cut(Part part) {
    Interval cut = cuts.get(part);
    if (cut == null) {
      throw new IllegalStateException("no interval for " + part);
    }
    return cut;
  }

  /** Training begins with the history; {@code end} is the step after the test part. */
  private static Parts byTime(
      SplitSettings settings, Interval whole, long validation, long test, long end) {
    Map<Part, Interval> intervals = new EnumMap<>(Part.class);
    intervals.put(Part.TRAINING, new Interval(whole.from(), validation).intersect(whole));
    intervals.put(Part.VALIDATION, new Interval(validation, test).intersect(whole));
    intervals.put(Part.TEST, new Interval(test, end).intersect(whole));
    return new Parts(intervals, Map.of(), Assignment.BY_TIME, settings.inputs(), whole);
  }

  private static Parts byFraction(SplitSettings settings, Interval whole) {
    double training = settings.fractions().training();
    double both = training + settings.fractions().validation();
    return byTime(
        settings,
        whole,
        whole.from() + share(training, whole),
        whole.from() + share(both, whole),
        whole.to());
  }

  /**
   * The whole steps in a share; a share that misses a whole number by rounding alone counts as that
   * number.
   */
  private static long share(double fraction, Interval whole) {
    return Math.min(whole.steps(), (long) Math.floor(fraction * whole.steps() + 1e-6));
  }

  private static Parts bySteps(SplitSettings settings, Interval whole) {
    long validation = whole.from() + settings.steps().training();
    long test = validation + settings.steps().validation();
    return byTime(settings, whole, validation, test, test + settings.steps().test());
  }

  private static Parts byDate(SplitSettings settings, Interval whole, TimeAxis axis) {
    if (!axis.hasClock()) {
      throw new ConfigurationException(
          "split.by = date: this history counts "
              + axis.counted()
              + "; split by fraction or by steps");
    }
    return byTime(
        settings,
        whole,
        firstStep(settings.dates().validation(), axis),
        firstStep(settings.dates().test(), axis),
        settings.dates().end().map(end -> firstStep(end, axis)).orElse(whole.to()));
  }

  private static long firstStep(Instant from, TimeAxis axis) {
    return -Math.floorDiv(-from.toEpochMilli(), axis.stepMillis());
  }

  private static Parts bySeries(SplitSettings settings, Interval whole, History history) {
    Set<String> names = new HashSet<>(history.series().stream().map(SeriesExtent::name).toList());
    Map<String, Part> assigned = new HashMap<>();
    assign(
        "split.series.validation",
        settings.series().validation(),
        Part.VALIDATION,
        names,
        assigned);
    assign("split.series.test", settings.series().test(), Part.TEST, names, assigned);
    Map<Part, Interval> cuts = new EnumMap<>(Part.class);
    for (Part part : Part.values()) {
      cuts.put(part, whole);
    }
    return new Parts(cuts, assigned, Assignment.BY_SERIES, settings.inputs(), whole);
  }

  private static void assign(
      String key, List<String> series, Part part, Set<String> names, Map<String, Part> assigned) {
    for (String name : series) {
      if (!names.contains(name)) {
        throw new ConfigurationException(
            String.format(
                Locale.ROOT,
                "%s names \"%s\", which is no series of the history; there %s %d, such as %s",
                key,
                name,
                names.size() == 1 ? "is" : "are",
                names.size(),
                names.stream().sorted().limit(5).toList()));
      }
      assigned.put(name, part);
    }
  }
}
