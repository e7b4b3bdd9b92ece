package io.chronoshard.config;

import java.time.ZoneId;
import java.util.List;

/** The block {@code features}; see reference.conf for each key. */
public record FeatureSettings(
    List<String> channels,
    List<Calendar> calendar,
    int harmonics,
    ZoneId calendarZone,
    HolidaySettings holidays,
    List<DerivedSettings> derived,
    int categories,
    List<String> knownAhead,
    ScaleSettings scale) {

  /** Copies the lists. */
  public FeatureSettings {
    channels = List.copyOf(channels);
    calendar = List.copyOf(calendar);
    derived = List.copyOf(derived);
    knownAhead = List.copyOf(knownAhead);
  }

  /** A cycle of the calendar, given as sine and cosine. */
  public enum Calendar {
    HOUR_OF_DAY,
    DAY_OF_WEEK,
    DAY_OF_YEAR;

    /** As a configuration writes it. */
    @Override
    public String toString() {
      return Section.written(this);
    }
  }

  /** The same settings with its channels named. */
  public FeatureSettings withChannels(List<String> named) {
    return new FeatureSettings(
        named, calendar, harmonics, calendarZone, holidays, derived, categories, knownAhead, scale);
  }

  /** The same settings with another file of holidays. */
  public FeatureSettings withHolidays(HolidaySettings other) {
    return new FeatureSettings(
        channels, calendar, harmonics, calendarZone, other, derived, categories, knownAhead, scale);
  }

  static FeatureSettings read(Section section) {
    FeatureSettings settings =
        new FeatureSettings(
            section.strings("channels"),
            section.choices("calendar", Calendar.class),
            section.integer("harmonics", 1, 100),
            section.zone("calendar-zone"),
            HolidaySettings.read(section.section("holidays")),
            DerivedSettings.readAll(section, "derived"),
            section.integer("categories", 1, 10_000),
            section.strings("known-ahead"),
            ScaleSettings.read(section));
    section.close();
    return settings;
  }
}
