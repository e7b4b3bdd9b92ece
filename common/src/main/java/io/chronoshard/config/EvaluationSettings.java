package io.chronoshard.config;

/** The block {@code evaluation}; see reference.conf for each key. */
public record EvaluationSettings(
    VersionChoice version,
    EvaluatedPart part,
    ChosenWindows windows,
    BaselineSettings baselines,
    Span period,
    int series,
    int batch,
    String label) {

  /** Which part is evaluated. */
  public enum EvaluatedPart {
    VALIDATION,
    TEST,
    /** The whole history table, whatever parts the version's own history had. */
    ALL
  }

  static EvaluationSettings read(Section section) {
    EvaluationSettings settings =
        new EvaluationSettings(
            VersionChoice.read(section, "version"),
            section.choice("part", EvaluatedPart.class),
            section.choice("windows", ChosenWindows.class),
            BaselineSettings.read(section),
            section.span("period", 1),
            section.integer("series", 2, 100_000),
            section.integer("batch", 1, 1 << 20),
            section.string("label"));
    section.close();
    return settings;
  }
}
