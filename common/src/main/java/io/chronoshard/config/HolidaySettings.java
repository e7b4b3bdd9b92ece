package io.chronoshard.config;

import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * A file of dates that are holidays; see reference.conf for each key.
 *
 * @param input the file; empty for none
 * @param column its column of dates
 * @param pattern how dates are written
 */
public record HolidaySettings(String input, String column, String pattern) {

  /** Whether there is a file. */
  public boolean isGiven() {
    return !input.isEmpty();
  }

  static HolidaySettings read(Section section) {
    HolidaySettings settings =
        new HolidaySettings(
            section.string("input"), section.nonEmpty("column"), section.nonEmpty("pattern"));
    try {
      var unused = DateTimeFormatter.ofPattern(settings.pattern, Locale.ROOT);
    } catch (IllegalArgumentException e) {
      section.problem(
          "pattern",
          settings.pattern,
          "must be a pattern of dates such as \"dd.MM.yyyy\" (" + e.getMessage() + ")");
    }
    section.close();
    return settings;
  }
}
