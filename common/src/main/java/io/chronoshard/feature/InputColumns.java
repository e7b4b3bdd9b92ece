package io.chronoshard.feature;

import io.chronoshard.config.DerivedSettings;
import io.chronoshard.config.FeatureSettings;
import io.chronoshard.error.ConfigurationException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The columns of a model's input: channels, what is derived from them, calendar and holidays. */
final class InputColumns {

  private InputColumns() {}

  /**
   * The configured columns, in order.
   *
   * @param channels that are inputs themselves
   * @throws ConfigurationException where a channel is not there, a formula cannot be read, two
   *     inputs share a name, or a calendar has no times
   */
  static List<FeatureColumn> of(
      FeatureSettings settings, List<String> channels, ChannelPlaces places, FeatureFacts facts) {
    List<FeatureColumn> inputs = new ArrayList<>();
    for (String channel : channels) {
      inputs.addAll(ofChannel(channel, places, facts.vocabularies()));
    }
    for (DerivedSettings derived : settings.derived()) {
      inputs.addAll(DerivedColumns.of(derived, places));
    }
    inputs.addAll(calendar(settings, places, facts.holidays()));
    requireNames(inputs);
    return inputs;
  }

  private static List<? extends FeatureColumn> ofChannel(
      String channel, ChannelPlaces places, Vocabularies vocabularies) {
    int place = places.any("features.channels", channel);
    return places.isText(channel)
        ? CategoryColumn.of(channel, place, vocabularies.of(channel), places.texts(channel))
        : List.of(new ChannelColumn(channel, place));
  }

  private static List<FeatureColumn> calendar(
      FeatureSettings settings, ChannelPlaces places, Holidays holidays) {
    List<FeatureColumn> columns = new ArrayList<>();
    if (!settings.calendar().isEmpty()) {
      places.requireTimes("features.calendar", settings.calendar());
    }
    for (FeatureSettings.Calendar cycle : settings.calendar()) {
      columns.addAll(CalendarColumn.of(cycle, settings.calendarZone(), settings.harmonics()));
    }
    if (settings.holidays().isGiven()) {
      places.requireTimes("features.holidays.input", settings.holidays().input());
      columns.add(new HolidayColumn(holidays, settings.calendarZone()));
    }
    return columns;
  }

  private static void requireNames(List<FeatureColumn> inputs) {
    Set<String> names = new HashSet<>();
    for (FeatureColumn input : inputs) {
      if (!names.add(input.name())) {
        throw new ConfigurationException(
            String.format(
                Locale.ROOT,
                "features: two inputs are named \"%s\"; leave one out, or give an expression another name",
                input.name()));
      }
    }
  }
}
