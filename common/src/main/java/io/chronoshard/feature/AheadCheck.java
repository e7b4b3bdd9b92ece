package io.chronoshard.feature;

import io.chronoshard.config.DerivedSettings;
import io.chronoshard.config.DerivedSettings.Past;
import io.chronoshard.config.DerivedSettings.Reach;
import io.chronoshard.config.DerivedSettings.Rolling;
import io.chronoshard.config.FeatureSettings;
import io.chronoshard.config.TargetSettings;
import io.chronoshard.error.ConfigurationException;
import io.chronoshard.grid.History;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Whether inputs that are called known ahead can be known at steps to come. A channel may be, such
 * as a plan; a label or what is forecast is not, and what is made of past values is so far as these
 * are.
 *
 * @param settings that name the inputs
 * @param targets what is forecast
 * @param features the columns
 * @param history with the channels that are read
 */
public record AheadCheck(
    FeatureSettings settings, List<TargetSettings> targets, FeatureSet features, History history) {

  private static final String KEY = "features.known-ahead";

  /** Copies the list. */
  public AheadCheck {
    targets = List.copyOf(targets);
  }

  /**
   * Refuses inputs that nobody knows there.
   *
   * @param farthest steps from an origin to the last step at which inputs are looked at
   * @throws ConfigurationException with the input, and what it would have to know
   */
  public void require(int farthest) {
    Set<String> named = new HashSet<>();
    for (String pattern : settings.knownAhead()) {
      features.inputs(KEY, pattern).forEach(i -> named.add(features.inputNames().get(i)));
    }
    Set<String> known = new HashSet<>();
    for (String channel : FeatureSet.inputChannels(settings, history)) {
      boolean isText = history.categories().containsKey(channel);
      boolean isNamed =
          isText
              ? named.stream().anyMatch(name -> name.startsWith(channel + " = "))
              : named.contains(channel);
      if (isNamed) {
        requireKnowable(channel, Set.of(channel));
        known.add(channel);
      }
    }
    ChannelPlaces places = new ChannelPlaces(history);
    for (DerivedSettings derived : settings.derived()) {
      for (FeatureColumn column : DerivedColumns.of(derived, places)) {
        if (named.contains(column.name()) && !isBehind(derived, farthest)) {
          requireKnowable(column.name(), DerivedColumns.channels(derived));
          requirePast(column.name(), derived, known, farthest);
        }
      }
    }
  }

  /** Whether it tells of steps alone that lie no later than the origin. */
  private boolean isBehind(DerivedSettings derived, int farthest) {
    return derived instanceof Past past
        && past.reach() == Reach.LAG
        && past.steps().steps(history.axis()) >= farthest;
  }

  private void requireKnowable(String column, Set<String> channels) {
    for (String channel : channels) {
      if (history.labels().contains(channel)) {
        throw refused(column, channel, "is a label, which nobody knows before it has happened");
      }
      boolean isForecast =
          targets.stream()
              .filter(target -> !(target instanceof TargetSettings.Expression))
              .anyMatch(target -> TargetColumns.channels(target).contains(channel));
      if (isForecast) {
        throw refused(column, channel, "is what window.targets forecasts");
      }
    }
  }

  private static ConfigurationException refused(String column, String channel, String what) {
    return new ConfigurationException(
        String.format(
            Locale.ROOT,
            "%s names \"%s\", and \"%s\" %s; leave it out",
            KEY,
            column,
            channel,
            what));
  }

  private static void requirePast(
      String column, DerivedSettings derived, Set<String> known, int farthest) {
    String channel =
        derived instanceof Past past
            ? past.channel()
            : derived instanceof Rolling rolling ? rolling.channel() : "";
    if (!channel.isEmpty() && !known.contains(channel)) {
      throw new ConfigurationException(
          String.format(
              Locale.ROOT,
              "%s names \"%s\", which is looked at up to %d steps ahead and reads \"%s\" after the origin; name \"%s\""
                  + " itself in features.channels and %s if it is known there, take a lag of %d steps or more, or leave"
                  + " it out",
              KEY,
              column,
              farthest,
              channel,
              channel,
              KEY,
              farthest));
    }
  }
}
