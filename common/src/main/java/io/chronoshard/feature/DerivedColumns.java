package io.chronoshard.feature;

import io.chronoshard.config.DerivedSettings;
import io.chronoshard.config.DerivedSettings.Clip;
import io.chronoshard.config.DerivedSettings.Components;
import io.chronoshard.config.DerivedSettings.Known;
import io.chronoshard.config.DerivedSettings.Logarithm;
import io.chronoshard.config.DerivedSettings.Past;
import io.chronoshard.config.DerivedSettings.Rolling;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The columns that {@code features.derived} makes, and the channels they read. */
final class DerivedColumns {

  private DerivedColumns() {}

  /**
   * The columns of one setting.
   *
   * @throws io.chronoshard.error.ConfigurationException where a channel is not there or holds
   *     texts, or a formula cannot be read
   */
  static List<? extends FeatureColumn> of(DerivedSettings derived, ChannelPlaces places) {
    String path = derived.path();
    if (derived instanceof Past past) {
      int channel = places.number(path, past.channel());
      return List.of(PastColumn.of(past, channel, places.history().axis()));
    }
    if (derived instanceof Rolling rolling) {
      int channel = places.number(path, rolling.channel());
      return List.of(RollingColumn.of(rolling, channel, places.history().axis()));
    }
    if (derived instanceof Components components) {
      return components(components, places);
    }
    if (derived instanceof Logarithm logarithm) {
      int channel = places.number(path, logarithm.channel());
      return List.of(LogarithmColumn.of(logarithm.channel(), channel, logarithm.offset()));
    }
    if (derived instanceof Clip clip) {
      return List.of(ClipColumn.of(clip, places.number(path, clip.channel())));
    }
    if (derived instanceof Known known) {
      int channel = places.any(path, known.channel());
      return List.of(new KnownColumn(known.channel() + " known", channel));
    }
    DerivedSettings.Expression formula = (DerivedSettings.Expression) derived;
    return List.of(
        new ExpressionColumn(
            formula.name(),
            Expression.parse(
                formula.of(), key(formula), channel -> places.number(key(formula), channel))));
  }

  private static List<ComponentColumn> components(Components components, ChannelPlaces places) {
    String path = components.path();
    int direction = places.number(path, components.channel());
    Optional<String> speed = components.speed();
    return ComponentColumn.of(
        components.channel(),
        speed.map(name -> " × " + name).orElse(""),
        direction,
        speed.map(name -> places.number(path, name)).orElse(ComponentColumn.UNIT));
  }

  /** The channels that one setting reads. */
  static Set<String> channels(DerivedSettings derived) {
    if (derived instanceof Past past) {
      return Set.of(past.channel());
    }
    if (derived instanceof Rolling rolling) {
      return Set.of(rolling.channel());
    }
    if (derived instanceof Components components) {
      Set<String> channels = new HashSet<>(Set.of(components.channel()));
      components.speed().ifPresent(channels::add);
      return channels;
    }
    if (derived instanceof Logarithm logarithm) {
      return Set.of(logarithm.channel());
    }
    if (derived instanceof Clip clip) {
      return Set.of(clip.channel());
    }
    if (derived instanceof Known known) {
      return Set.of(known.channel());
    }
    DerivedSettings.Expression formula = (DerivedSettings.Expression) derived;
    return Expression.channels(formula.of(), key(formula));
  }

  private static String key(DerivedSettings.Expression formula) {
    return formula.path() + ".of";
  }
}
