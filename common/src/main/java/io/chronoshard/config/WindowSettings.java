package io.chronoshard.config;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The block {@code window}; see reference.conf for each key. */
public record WindowSettings(
    int length,
    Span sampling,
    Span stride,
    Span lead,
    int horizon,
    Span spacing,
    List<TargetSettings> targets,
    Unknown unknown,
    int leastRows) {

  /** What becomes of a window that touches an unknown input. */
  public enum Unknown {
    /** It is dropped. */
    DROP,
    /** The mean, or the median, stands in. */
    MEAN,
    /** Recurrent layers skip the row. */
    MASK
  }

  /** Copies the list. */
  public WindowSettings {
    targets = List.copyOf(targets);
  }

  /** Of windows that are dropped where an input is unknown. */
  public WindowSettings(
      int length,
      Span sampling,
      Span stride,
      Span lead,
      int horizon,
      Span spacing,
      List<TargetSettings> targets) {
    this(length, sampling, stride, lead, horizon, spacing, targets, Unknown.DROP, 0);
  }

  /** What tables and pages call the targets. */
  public List<String> targetNames() {
    return targets.stream().map(TargetSettings::name).toList();
  }

  static WindowSettings read(Section section) {
    WindowSettings settings =
        new WindowSettings(
            section.integer("length", 1, 1_000_000),
            section.span("sampling", 1),
            section.span("stride", 1),
            section.span("lead", 0),
            section.integer("horizon", 1, 100_000),
            section.span("spacing", 1),
            TargetSettings.readAll(section, "targets"),
            section.choice("unknown", Unknown.class),
            section.integer("least-rows", 0, 1_000_000));
    section.close();
    return settings;
  }

  /**
   * Refuses what leaves no row that could be masked.
   *
   * @param section this one
   * @param ends whose inputs have lengths of their own
   */
  void requireLeastRows(Section section, ModelEnds ends) {
    if (unknown != Unknown.MASK) {
      if (leastRows > 0) {
        section.problem(
            "least-rows",
            leastRows,
            "counts with window.unknown = mask alone; leave it out, or mask");
      }
      return;
    }
    Optional<InputSettings> longest = ends.longestPast();
    int rows = longest.map(InputSettings::length).orElse(0);
    if (rows < 2) {
      section.problem(
          "unknown",
          "mask",
          "masks rows before the newest one of inputs of kind = past, and none of model.inputs has"
              + " two rows; take drop or mean");
    } else if (leastRows < 1 || leastRows >= rows) {
      section.problem(
          "least-rows",
          leastRows,
          String.format(
              Locale.ROOT,
              "must be how many of the newest rows are to be known, from 1 to %d, with"
                  + " window.unknown = mask: no window would have a masked row, as the longest"
                  + " input, %s, has %d",
              rows - 1,
              longest.orElseThrow().path(),
              rows));
    }
  }
}
