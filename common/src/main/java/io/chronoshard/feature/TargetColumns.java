package io.chronoshard.feature;

import io.chronoshard.config.TargetSettings;
import io.chronoshard.error.ConfigurationException;
import io.chronoshard.error.DataException;
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
   * @param vocabularies the texts that classes are made of, once they are known; all there are
   *     before
   * @throws DataException where there is one class alone
   * @throws ConfigurationException where a channel is not there, holds texts, or is not known where
   *     it must be, or a formula cannot be read
   */
  static Target of(TargetSettings target, ChannelPlaces places, Vocabularies vocabularies) {
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
    if (target instanceof TargetSettings.RemainingLife life) {
      return life(life, places);
    }
    return probable(target, places, vocabularies);
  }

  private static Target life(TargetSettings.RemainingLife life, ChannelPlaces places) {
    float cap = life.cap().map(Double::floatValue).orElse(Target.NO_CAP);
    return new Target(
        life.name(),
        Kind.LIFE,
        Known.LATER,
        cap,
        List.of(),
        List.of(
            new ClipColumn(
                life.name(),
                places.number(life.path(), life.channel()),
                Float.NEGATIVE_INFINITY,
                cap)));
  }

  private static Target probable(
      TargetSettings target, ChannelPlaces places, Vocabularies vocabularies) {
    Known known = known(target, places);
    if (target instanceof TargetSettings.Passes passes) {
      int channel = places.number(passes.path(), passes.channel());
      return Target.event(
          passes.name(),
          known,
          new PassesColumn(
              passes.name(),
              channel,
              passes.side(),
              (float) passes.threshold(),
              passes.within().steps(places.history().axis())));
    }
    if (target instanceof TargetSettings.Begins begins) {
      int channel = places.number(begins.path(), begins.channel());
      int steps = begins.within().steps(places.history().axis());
      return Target.event(begins.name(), known, new BeginsColumn(begins.name(), channel, steps));
    }
    if (target instanceof TargetSettings.Holds holds) {
      int channel = places.number(holds.path(), holds.channel());
      return Target.event(holds.name(), known, new HoldsColumn(holds.name(), channel));
    }
    TargetSettings.Classes classes = (TargetSettings.Classes) target;
    List<? extends FeatureColumn> columns = columns(classes, places, vocabularies);
    return new Target(
        classes.name(),
        Kind.CLASSES,
        known,
        Target.NO_CAP,
        columns.stream().map(FeatureColumn::name).toList(),
        List.copyOf(columns));
  }

  private static List<? extends FeatureColumn> columns(
      TargetSettings.Classes classes, ChannelPlaces places, Vocabularies vocabularies) {
    if (!places.isText(classes.channel())) {
      int channel = places.any(classes.path(), classes.channel());
      if (classes.edges().isEmpty()) {
        throw new ConfigurationException(
            String.format(
                Locale.ROOT,
                "%s: \"%s\" holds numbers, which are one class without edges; name some, such as edges = [0, 10]",
                classes.path(),
                classes.channel()));
      }
      return RangeColumn.of(channel, classes.edges());
    }
    if (!classes.edges().isEmpty()) {
      throw new ConfigurationException(
          String.format(
              Locale.ROOT,
              "%s.edges = %s: \"%s\" holds texts, which are classes by themselves; leave edges out",
              classes.path(),
              classes.edges(),
              classes.channel()));
    }
    List<String> all = places.texts(classes.channel());
    List<String> known = vocabularies.of(classes.channel());
    List<String> texts = known.isEmpty() ? all : known;
    if (texts.size() < 2) {
      throw new DataException(
          String.format(
              Locale.ROOT,
              "%s: \"%s\" holds one class alone, %s; there is nothing to tell apart: choose another target or another split",
              classes.path(),
              classes.channel(),
              texts));
    }
    return TextColumn.of(places.any(classes.path(), classes.channel()), texts, all);
  }

  /**
   * Refuses classes of texts where one text alone may be a class.
   *
   * @param most categories that a channel may have
   * @throws ConfigurationException with the target
   */
  static void requireClasses(List<TargetSettings> targets, ChannelPlaces places, int most) {
    for (TargetSettings target : targets) {
      if (most < 2
          && target instanceof TargetSettings.Classes classes
          && places.isText(classes.channel())) {
        throw new ConfigurationException(
            String.format(
                Locale.ROOT,
                "features.categories = %d leaves one class of \"%s\" (%s), and nothing to tell apart; set it to 2 or more",
                most,
                classes.channel(),
                classes.path()));
      }
    }
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
        List.of(),
        List.of(new ChannelColumn(difference.name(), channel)));
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
    if (target instanceof TargetSettings.RemainingLife life) {
      return Set.of(life.channel());
    }
    if (target instanceof TargetSettings.Passes passes) {
      return Set.of(passes.channel());
    }
    if (target instanceof TargetSettings.Begins begins) {
      return Set.of(begins.channel());
    }
    if (target instanceof TargetSettings.Holds holds) {
      return Set.of(holds.channel());
    }
    return Set.of(((TargetSettings.Classes) target).channel());
  }

  private static String key(TargetSettings.Expression formula) {
    return formula.path() + ".of";
  }
}
