package io.chronoshard.feature;

import io.chronoshard.config.TargetSettings;
import io.chronoshard.error.ConfigurationException;
import io.chronoshard.feature.Target.Kind;
import io.chronoshard.feature.Target.Known;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What {@code window.targets} forecasts, and the channels that it reads. */
final class TargetColumns {

  private TargetColumns() {}

  /**
   * One target.
   *
   * @throws ConfigurationException where a channel is not there, holds texts, or is not known where
   *     it must be, or a formula cannot be read
   */
  static Target of(TargetSettings target, ChannelPlaces places) {
    if (target instanceof TargetSettings.Channel channel) {
      return Target.value(
          channel.name(),
          known(target, places),
          new ChannelColumn(channel.name(), places.number(channel.path(), channel.channel())));
    }
    if (target instanceof TargetSettings.Difference difference) {
      return difference(difference, places);
    }
    if (target instanceof TargetSettings.Expression formula) {
      return Target.value(
          formula.name(),
          known(target, places),
          new ExpressionColumn(
              formula.name(),
              Expression.parse(
                  formula.of(), key(formula), channel -> places.number(key(formula), channel))));
    }
    TargetSettings.RemainingLife life = (TargetSettings.RemainingLife) target;
    float cap = life.cap().map(Double::floatValue).orElse(Target.NO_CAP);
    return new Target(
        life.name(),
        Kind.VALUE,
        Known.LATER,
        cap,
        new ClipColumn(
            life.name(), places.number(life.path(), life.channel()), Float.NEGATIVE_INFINITY, cap));
  }

  private static Target difference(TargetSettings.Difference difference, ChannelPlaces places) {
    int channel = places.number(difference.path(), difference.channel());
    if (known(difference, places) == Known.LATER) {
      throw new ConfigurationException(
          String.format(
              Locale.ROOT,
              "%s: the difference of \"%s\" is added to its last value, and nobody knows a label at the origin; forecast the channel itself",
              difference.path(),
              difference.channel()));
    }
    return new Target(
        difference.name(),
        Kind.CHANGE,
        Known.AT_ORIGIN,
        Target.NO_CAP,
        new ChannelColumn(difference.name(), channel));
  }

  private static Known known(TargetSettings target, ChannelPlaces places) {
    List<String> labels = places.history().labels();
    return channels(target).stream().anyMatch(labels::contains) ? Known.LATER : Known.AT_ORIGIN;
  }

  /** The channels that one target reads. */
  static Set<String> channels(TargetSettings target) {
    if (target instanceof TargetSettings.Channel channel) {
      return Set.of(channel.channel());
    }
    if (target instanceof TargetSettings.Difference difference) {
      return Set.of(difference.channel());
    }
    if (target instanceof TargetSettings.Expression formula) {
      return Expression.channels(formula.of(), key(formula));
    }
    return Set.of(((TargetSettings.RemainingLife) target).channel());
  }

  private static String key(TargetSettings.Expression formula) {
    return formula.path() + ".of";
  }
}
