package io.chronoshard.config;

import java.util.List;

/** The block {@code window}; see reference.conf for each key. */
public record WindowSettings(
    int length,
    Span sampling,
    Span stride,
    Span lead,
    int horizon,
    Span spacing,
    List<TargetSettings> targets) {

  /** Copies the list. */
  public WindowSettings {
    targets = List.copyOf(targets);
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
            TargetSettings.readAll(section, "targets"));
    section.close();
    return settings;
  }
}
