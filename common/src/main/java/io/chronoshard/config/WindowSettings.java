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
    List<String> targets) {

  static WindowSettings read(Section section) {
    WindowSettings settings =
        new WindowSettings(
            section.integer("length", 1, 1_000_000),
            section.span("sampling", 1),
            section.span("stride", 1),
            section.span("lead", 0),
            section.integer("horizon", 1, 100_000),
            section.span("spacing", 1),
            section.strings("targets"));
    section.close();
    return settings;
  }
}
