package io.chronoshard.grid;

import io.chronoshard.clean.Intervals;
import io.chronoshard.clean.Intervals.Interval;
import io.chronoshard.config.HistorySettings;
import io.chronoshard.config.IntervalSettings;
import io.chronoshard.config.Nearest;
import io.chronoshard.error.DataException;
import io.chronoshard.grid.Exclusions.SeriesIntervals;
import io.chronoshard.grid.MadeChannels.Label;
import io.chronoshard.history.IntervalFile.Line;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/** Sorts intervals of time by the channels and series that they are of. */
final class IntervalRules {

  private IntervalRules() {}

  /** When channels are not to be believed. */
  static Exclusions exclusions(List<Line> lines, IntervalSettings settings, List<String> names) {
    if (lines.isEmpty()) {
      return Exclusions.NONE;
    }
    for (Line line : lines) {
      if (!line.name().isEmpty() && !names.contains(line.name())) {
        throw new DataException(
            String.format(
                Locale.ROOT,
                "%s, line %d (history.exclusions.input): \"%s\" is no channel of the history; there are %s",
                settings.input(),
                line.line(),
                line.name(),
                Nearest.first(line.name(), names)));
      }
    }
    return new Exclusions(
        names.stream()
            .map(
                name -> intervals(lines, line -> line.name().isEmpty() || line.name().equals(name)))
            .toList());
  }

  /** Channels of events, sorted by name. */
  static List<Label> labels(List<Line> lines, HistorySettings.Labels settings) {
    TreeMap<String, List<Line>> named = new TreeMap<>();
    String otherwise = settings.channel();
    if (settings.intervals().isGiven() && settings.intervals().name().isEmpty()) {
      named.put(otherwise, new ArrayList<>());
    }
    for (Line line : lines) {
      named
          .computeIfAbsent(
              line.name().isEmpty() ? otherwise : line.name(), first -> new ArrayList<>())
          .add(line);
    }
    List<Label> labels = new ArrayList<>();
    named.forEach((name, own) -> labels.add(new Label(name, intervals(own, line -> true))));
    return labels;
  }

  private static SeriesIntervals intervals(List<Line> lines, Predicate<Line> wanted) {
    List<Interval> ofAll = new ArrayList<>();
    Map<String, List<Interval>> ofOne = new HashMap<>();
    for (Line line : lines) {
      if (wanted.test(line)) {
        Interval interval = new Interval(line.from(), line.to());
        if (line.series().isEmpty()) {
          ofAll.add(interval);
        } else {
          ofOne.computeIfAbsent(line.series(), first -> new ArrayList<>()).add(interval);
        }
      }
    }
    Map<String, Intervals> merged = new HashMap<>();
    ofOne.forEach((series, own) -> merged.put(series, Intervals.of(own)));
    return new SeriesIntervals(Intervals.of(ofAll), merged);
  }
}
