package io.chronoshard.feature;

import io.chronoshard.config.FeatureSettings;
import io.chronoshard.error.ConfigurationException;
import io.chronoshard.grid.History;
import io.chronoshard.grid.Slice;
import io.chronoshard.grid.StepTimes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The columns of a model's input and the target columns, made from a history's channels.
 *
 * @param inputs input columns, in order
 * @param targets target columns, in order
 */
public record FeatureSet(List<FeatureColumn> inputs, List<FeatureColumn> targets) {

  /** Copies what it is given. */
  public FeatureSet {
    inputs = List.copyOf(inputs);
    targets = List.copyOf(targets);
  }

  /**
   * The configured columns.
   *
   * @param targets names of the target channels
   * @throws ConfigurationException where a channel is not there, no target is named, or a calendar
   *     has no times
   */
  public static FeatureSet of(FeatureSettings settings, List<String> targets, History history) {
    return of(settings, targets, history, Vocabularies.NONE);
  }

  /**
   * The configured columns of a history that may hold categories.
   *
   * @param vocabularies the categories that have a column of their own
   * @throws ConfigurationException as above, and where texts are to be forecast or calculated with
   */
  public static FeatureSet of(
      FeatureSettings settings, List<String> targets, History history, Vocabularies vocabularies) {
    if (targets.isEmpty()) {
      throw new ConfigurationException(
          "window.targets = []: name the channels to forecast; the history has "
              + history.channels());
    }
    List<FeatureColumn> inputs = new ArrayList<>();
    for (String channel : inputChannels(settings, history)) {
      inputs.addAll(inputs(channel, history, vocabularies));
    }
    for (FeatureSettings.Derived derived : settings.derived()) {
      int channel = number("features.derived", derived.channel(), history);
      inputs.add(DerivedColumn.of(derived, channel, history.axis()));
    }
    if (!settings.calendar().isEmpty() && history.recordedTimes() == History.RecordedTimes.NONE) {
      throw new ConfigurationException(
          String.format(
              Locale.ROOT,
              "features.calendar = %s: this history counts %s and has no times; ingest it with history.time.column, by time or rows",
              settings.calendar(),
              history.axis().counted()));
    }
    for (FeatureSettings.Calendar cycle : settings.calendar()) {
      inputs.addAll(CalendarColumn.of(cycle, settings.calendarZone()));
    }
    List<FeatureColumn> outputs = new ArrayList<>();
    for (String target : targets) {
      outputs.add(new ChannelColumn(target, number("window.targets", target, history)));
    }
    return new FeatureSet(inputs, outputs);
  }

  /**
   * The channels that the configured columns read, in the history's order; all others need not be
   * loaded.
   *
   * @throws ConfigurationException where a channel is not there
   */
  public static List<String> channelsRead(
      FeatureSettings settings, List<String> targets, History history) {
    Set<String> read = new HashSet<>(targets);
    read.addAll(inputChannels(settings, history));
    settings.derived().forEach(derived -> read.add(derived.channel()));
    of(settings, targets, history);
    return history.channels().stream().filter(read::contains).toList();
  }

  /** The named channels, or all but those that a forecaster cannot know. */
  public static List<String> inputChannels(FeatureSettings settings, History history) {
    return settings.channels().isEmpty()
        ? history.channels().stream()
            .filter(channel -> !history.labels().contains(channel))
            .toList()
        : settings.channels();
  }

  private static List<? extends FeatureColumn> inputs(
      String channel, History history, Vocabularies vocabularies) {
    int index = index("features.channels", channel, history);
    List<String> categories = history.categories().get(channel);
    return categories == null
        ? List.of(new ChannelColumn(channel, index))
        : CategoryColumn.of(channel, index, vocabularies.of(channel), categories);
  }

  /** The place of a channel that holds numbers. */
  private static int number(String key, String channel, History history) {
    int index = index(key, channel, history);
    if (history.categories().containsKey(channel)) {
      throw new ConfigurationException(
          String.format(
              Locale.ROOT,
              "%s names \"%s\", which holds texts; name a channel that holds numbers",
              key,
              channel));
    }
    return index;
  }

  private static int index(String key, String channel, History history) {
    int index = history.channels().indexOf(channel);
    if (index < 0) {
      throw new ConfigurationException(
          String.format(
              Locale.ROOT,
              "%s names \"%s\", which is no channel of the history; there are %s",
              key,
              channel,
              history.channels()));
    }
    return index;
  }

  /** Names of the input columns. */
  public List<String> inputNames() {
    return inputs.stream().map(FeatureColumn::name).toList();
  }

  /** Names of the target columns. */
  public List<String> targetNames() {
    return targets.stream().map(FeatureColumn::name).toList();
  }

  /** Whether an input column is scaled by fitted statistics; a calendar's is not. */
  public boolean isScaled(int input) {
    return inputs.get(input).scaling() == FeatureColumn.Scaling.FITTED;
  }

  /** Steps before its own that an input reads at most. */
  public int lookBack() {
    return inputs.stream().mapToInt(FeatureColumn::lookBack).max().orElse(0);
  }

  /**
   * Input columns of the steps {@code [from, to)}; NaN where a value they need is unknown or lies
   * outside of the slice.
   *
   * @return {@code [step][input]}, unscaled
   */
  public Slice inputs(Slice grid, StepTimes times, long from, long to) {
    return columns(inputs, grid, times, from, to);
  }

  /**
   * Target columns of the steps {@code [from, to)}; NaN where they are unknown or outside of the
   * slice.
   *
   * @return {@code [step][target]}, in the channels' own units
   */
  public Slice targets(Slice grid, StepTimes times, long from, long to) {
    return columns(targets, grid, times, from, to);
  }

  private static Slice columns(
      List<FeatureColumn> columns, Slice grid, StepTimes times, long from, long to) {
    int width = columns.size();
    float[] values = new float[Math.multiplyExact(Math.toIntExact(to - from), width)];
    for (int column = 0; column < width; column++) {
      FeatureColumn feature = columns.get(column);
      int at = column;
      for (long step = from; step < to; step++) {
        boolean inside = step - feature.lookBack() >= grid.fromStep() && step < grid.toStep();
        values[at] = inside ? feature.value(grid, times, step) : Float.NaN;
        at += width;
      }
    }
    return new Slice(from, width, values);
  }
}
