package io.chronoshard.grid;

import io.chronoshard.clean.CleaningRules;
import io.chronoshard.clean.CleaningRules.Hampel;
import io.chronoshard.clean.CleaningRules.Rate;
import io.chronoshard.config.ChannelRule;
import io.chronoshard.config.GridSettings;
import io.chronoshard.config.GridSettings.Combine;
import io.chronoshard.config.GridSettings.Vector;
import io.chronoshard.config.HistorySettings;
import io.chronoshard.config.Nearest;
import io.chronoshard.config.Span;
import io.chronoshard.config.TimeAxis;
import io.chronoshard.error.ConfigurationException;
import io.chronoshard.grid.ChannelGrid.Kind;
import io.chronoshard.history.ChannelRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Finds each channel's rules in the settings. */
final class ChannelGrids {

  /** How old a counter's reading may be that a difference is taken from, in steps. */
  static final int COUNTER_STEPS = 100;

  private final HistorySettings settings;
  private final GridSettings grid;
  private final TimeAxis axis;
  private final List<String> names;
  private final int inFiles;

  /**
   * For channels that are read.
   *
   * @param attributes how many of the last ones are attributes of series
   */
  ChannelGrids(HistorySettings settings, GridSettings grid, List<String> names, int attributes) {
    this.settings = settings;
    this.grid = grid;
    this.axis = grid.axis();
    this.names = names;
    this.inFiles = names.size() - attributes;
  }

  /** The rules of all channels that are read. */
  List<ChannelGrid> channels() {
    new TreeSet<>(grid.combineChannels().keySet())
        .forEach(name -> place("grid.combine.channels", name, names));
    for (Vector vector : grid.vectors()) {
      place("grid.vectors", vector.direction(), names);
    }
    List<ChannelGrid> channels = new ArrayList<>();
    checkAttributes();
    List<ChannelRule> rules = ChannelRules.of(settings.rules(), names);
    int low = names.size();
    for (int i = 0; i < inFiles; i++) {
      String name = names.get(i);
      ChannelRule rule = rules.get(i);
      Optional<Vector> vector =
          grid.vectors().stream().filter(one -> one.direction().equals(name)).findFirst();
      Kind kind = kind(name, rule, vector);
      channels.add(
          new ChannelGrid(
              kind,
              kind == Kind.CATEGORY ? Combine.LAST : grid.combine(name),
              kind == Kind.COUNTER ? low : ChannelGrid.NONE,
              vector.isEmpty() || vector.get().speed().isEmpty()
                  ? ChannelGrid.NONE
                  : place("grid.vectors", vector.get().speed(), names),
              delay(rule),
              cleaning(kind, rule)));
      low += kind == Kind.COUNTER ? 1 : 0;
    }
    long first = channels.stream().mapToLong(ChannelGrid::delay).min().orElse(0);
    for (int i = inFiles; i < names.size(); i++) {
      channels.add(attribute(rules.get(i), first));
    }
    checkVectors(channels);
    return channels;
  }

  /** An attribute is known with its row, and nothing is asked of it in the order of time. */
  private static ChannelGrid attribute(ChannelRule rule, long delay) {
    return new ChannelGrid(
        rule.category().orElse(false) ? Kind.CATEGORY : Kind.NUMBER,
        Combine.LAST,
        ChannelGrid.NONE,
        ChannelGrid.NONE,
        delay,
        CleaningRules.NONE);
  }

  /** Patterns may meet attributes too; what names one must fit it. */
  private void checkAttributes() {
    for (String name : names.subList(inFiles, names.size())) {
      for (ChannelRule rule : settings.rules()) {
        boolean isOfReadings =
            rule.rate().isPresent()
                || rule.spike().isPresent()
                || rule.stuck().isPresent()
                || rule.delay().isPresent();
        if (isOfReadings && rule.channels().contains(name)) {
          throw refused(
              name,
              "is an attribute of series, and rate, spike, stuck and delay are for readings; leave it out of "
                  + rule.key());
        }
      }
      if (grid.combineChannels().getOrDefault(name, Combine.LAST) != Combine.LAST) {
        throw refused(
            name,
            "is an attribute of series, which is the same at all times; leave it out of grid.combine.channels");
      }
      if (grid.vectors().stream().anyMatch(vector -> vector.direction().equals(name))) {
        throw refused(
            name,
            "is an attribute of series, and no direction that is read; leave it out of grid.vectors");
      }
    }
  }

  /** A direction is weighted by the speed that is known at the same time. */
  private void checkVectors(List<ChannelGrid> channels) {
    for (int i = 0; i < channels.size(); i++) {
      int speed = channels.get(i).speed();
      if (speed != ChannelGrid.NONE && channels.get(speed).delay() != channels.get(i).delay()) {
        throw new ConfigurationException(
            String.format(
                Locale.ROOT,
                "grid.vectors: the direction \"%s\" and its speed \"%s\" are known at different times; give both the same delay in history.rules, or leave the speed out",
                names.get(i),
                names.get(speed)));
      }
    }
  }

  private Kind kind(String name, ChannelRule rule, Optional<Vector> vector) {
    boolean isCategory = rule.category().orElse(false);
    boolean isCounter = rule.counter().orElse(false);
    if (isCategory
        && (isCounter
            || vector.isPresent()
            || rule.rate().isPresent()
            || rule.spike().isPresent()
            || rule.stuck().isPresent())) {
      throw refused(
          name, "holds texts: counter, rate, spike, stuck and grid.vectors are for numbers");
    }
    if (isCategory && grid.combineChannels().getOrDefault(name, Combine.LAST) != Combine.LAST) {
      throw refused(name, "holds texts, which grid.combine.channels can combine by last only");
    }
    if (vector.isPresent() && (isCounter || grid.combineChannels().containsKey(name))) {
      throw refused(
          name,
          "is a direction of grid.vectors; it can be no counter, and have no rule in grid.combine.channels");
    }
    return isCategory
        ? Kind.CATEGORY
        : isCounter ? Kind.COUNTER : vector.isPresent() ? Kind.DIRECTION : Kind.NUMBER;
  }

  private static ConfigurationException refused(String name, String why) {
    return new ConfigurationException(
        String.format(Locale.ROOT, "the channel \"%s\" %s", name, why));
  }

  private long delay(ChannelRule rule) {
    long delay = rule.delay().map(span -> span.ticks(axis)).orElse(0L);
    if (delay > 0 && axis.kind() == TimeAxis.Kind.ROWS) {
      throw new ConfigurationException(
          rule.delay().map(Span::key).orElse("")
              + ": where rows are steps, a value cannot be known later than its row; set grid.index = time");
    }
    return delay;
  }

  private CleaningRules cleaning(Kind kind, ChannelRule rule) {
    return new CleaningRules(
        kind == Kind.COUNTER ? COUNTER_STEPS * axis.stepMillis() : 0,
        rate(rule),
        rule.spike()
            .map(spike -> new Hampel(spike.window().ticks(axis), spike.deviations()))
            .orElse(null),
        rule.stuck().map(span -> span.ticks(axis)).orElse(0L));
  }

  private @Nullable Rate rate(ChannelRule rule) {
    return rule.rate().isPresent() && rule.per().isPresent()
        ? new Rate(rule.rate().get(), rule.per().get().ticks(axis))
        : null;
  }

  /** The places of the channels whose readings are marked. */
  static List<Integer> indicators(List<String> wanted, List<String> names) {
    return wanted.equals(List.of("*"))
        ? IntStream.range(0, names.size()).boxed().toList()
        : wanted.stream().map(name -> place("grid.indicators", name, names)).toList();
  }

  /** The place of a channel that a key names. */
  static int place(String key, String name, List<String> names) {
    int place = names.indexOf(name);
    if (place < 0) {
      throw new ConfigurationException(
          String.format(
              Locale.ROOT,
              "%s names \"%s\", which is no channel of the history; there are %s",
              key,
              name,
              Nearest.first(name, names)));
    }
    return place;
  }
}
