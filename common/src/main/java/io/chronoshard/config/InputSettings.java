package io.chronoshard.config;

import java.util.List;

/**
 * What one input of a model reads of a window; an element of {@code model.inputs}.
 *
 * @param path where it stands in the configuration, for messages
 * @param name what nodes call it
 * @param kind where its rows lie
 * @param columns names or patterns of its columns; empty for all that fit its kind; of the series'
 *     code the names of the series that have one, once they are known
 * @param length rows
 * @param sampling from one row to the next
 */
public record InputSettings(
    String path, String name, Kind kind, List<String> columns, int length, Span sampling) {

  /** Where an input's rows lie. */
  public enum Kind {
    /** Back from the origin. */
    PAST,
    /** At the steps that are forecast, of columns that are known ahead. */
    AHEAD,
    /** At the origin alone, as a vector. */
    STATIC,
    /** Nowhere: the code of the window's series. */
    SERIES
  }

  /** Copies the list. */
  public InputSettings {
    columns = List.copyOf(columns);
  }

  /** The same input with its columns named one by one. */
  public InputSettings withColumns(List<String> named) {
    return new InputSettings(path, name, kind, named, length, sampling);
  }

  /** The same input that tells these series apart, where it tells any apart. */
  public InputSettings withSeries(List<String> names) {
    return kind == Kind.SERIES ? withColumns(names) : this;
  }

  static InputSettings usual(WindowSettings window) {
    return new InputSettings(
        "the window", "window", Kind.PAST, List.of(), window.length(), window.sampling());
  }

  static InputSettings read(Section block, WindowSettings window) {
    String name = ModelNames.read(block);
    Section section = block.called(name);
    Kind kind = section.choiceOr("kind", Kind.PAST);
    List<String> columns = section.optional("columns", section::texts).orElse(List.of());
    if (kind == Kind.STATIC && columns.isEmpty()) {
      section.problem("columns", "[]", "must name the columns whose values at the origin count");
    }
    if (kind == Kind.SERIES && !columns.isEmpty()) {
      section.problem(
          "columns", columns, "has no place beside kind = series, which reads no column");
    }
    InputSettings settings =
        switch (kind) {
          case PAST -> rows(section, name, kind, columns, window.length(), window.sampling());
          case AHEAD -> rows(section, name, kind, columns, window.horizon(), window.spacing());
          case STATIC, SERIES ->
              new InputSettings(
                  section.path(), name, kind, columns, 1, Span.ofSteps(1, section.path()));
        };
    section.close();
    return settings;
  }

  private static InputSettings rows(
      Section section, String name, Kind kind, List<String> columns, int length, Span sampling) {
    return new InputSettings(
        section.path(),
        name,
        kind,
        columns,
        section.optional("length", key -> section.integer(key, 1, 1_000_000)).orElse(length),
        section.optional("sampling", key -> section.span(key, 1)).orElse(sampling));
  }
}
