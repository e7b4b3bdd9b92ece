package io.chronoshard.config;

/**
 * The block {@code training.clip}: limits of a gradient.
 *
 * @param norm largest Euclidean norm of the whole gradient; 0 for none
 * @param value largest absolute value of an element; 0 for none; at most one of the two is set
 */
public record ClipSettings(double norm, double value) {

  static ClipSettings read(Section section) {
    ClipSettings settings =
        new ClipSettings(
            section.number("norm", 0, Double.MAX_VALUE),
            section.number("value", 0, Double.MAX_VALUE));
    if (settings.norm > 0 && settings.value > 0) {
      section.problem(
          "value", settings.value, "cannot stand beside training.clip.norm; set one of them to 0");
    }
    section.close();
    return settings;
  }
}
