package io.chronoshard.config;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/** The block {@code features}; see reference.conf for each key. */
public record FeatureSettings(
    List<String> channels,
    List<Calendar> calendar,
    ZoneId calendarZone,
    List<Derived> derived,
    int categories,
    Scale scale) {

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

  /** What is made from a channel's past. */
  public enum DerivedType {
    /** The value so many steps ago. */
    LAG,
    /** The value less the one so many steps ago. */
    DIFFERENCE,
    /** The mean of the last so many steps, this one included. */
    ROLLING_MEAN
  }

  /** An input made from a channel's past; {@code steps} is at least one step. */
  public record Derived(DerivedType type, String channel, Span steps) {}

  /** How inputs and targets are scaled. */
  public enum Scale {
    STANDARD,
    NONE
  }

  /** The same settings with its channels named. */
  public FeatureSettings withChannels(List<String> named) {
    return new FeatureSettings(named, calendar, calendarZone, derived, categories, scale);
  }

  static FeatureSettings read(Section section) {
    List<Derived> derived = new ArrayList<>();
    for (Section one : section.sections("derived")) {
      derived.add(
          new Derived(
              one.choice("type", DerivedType.class),
              one.nonEmpty("channel"),
              one.span("steps", 1)));
      one.close();
    }
    FeatureSettings settings =
        new FeatureSettings(
            section.strings("channels"),
            section.choices("calendar", Calendar.class),
            section.zone("calendar-zone"),
            List.copyOf(derived),
            section.integer("categories", 1, 10_000),
            section.choice("scale", Scale.class));
    section.close();
    return settings;
  }
}
