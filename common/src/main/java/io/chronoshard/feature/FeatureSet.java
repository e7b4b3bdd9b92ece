package io.chronoshard.feature;

import io.chronoshard.config.FeatureSettings;
import io.chronoshard.config.NamePattern;
import io.chronoshard.config.Nearest;
import io.chronoshard.config.TargetSettings;
import io.chronoshard.error.ConfigurationException;
import io.chronoshard.grid.History;
import io.chronoshard.grid.Slice;
import io.chronoshard.grid.StepTimes;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * The columns of a model's input and the target columns, made from a history's channels.
 *
 * @param inputs input columns, in order
 * @param targets what is forecast, in order
 */
public record FeatureSet(List<FeatureColumn> inputs, List<Target> targets) {

  /** Copies what it is given. */
  public FeatureSet {
    inputs = List.copyOf(inputs);
    targets = List.copyOf(targets);
  }

  /**
   * The configured columns.
   *
   * @param targets what is forecast
   * @throws ConfigurationException where a channel is not there, no target is named, a formula
   *     cannot be read, two inputs share a name, or a calendar has no times
   */
  public static FeatureSet of(
      FeatureSettings settings, List<TargetSettings> targets, History history) {
    return of(settings, targets, history, FeatureFacts.NONE);
  }

  /**
   * The configured columns of a history that may hold categories.
   *
   * @param facts what columns know beside the history
   * @throws ConfigurationException as above, and where texts are to be forecast or calculated with
   */
  public static FeatureSet of(
      FeatureSettings settings, List<TargetSettings> targets, History history, FeatureFacts facts) {
    if (targets.isEmpty()) {
      throw new ConfigurationException(
          "window.targets = []: name the channels to forecast; the history has "
              + history.channels());
    }
    ChannelPlaces places = new ChannelPlaces(history);
    TargetColumns.requireClasses(targets, places, settings.categories());
    List<FeatureColumn> inputs =
        InputColumns.of(settings, inputChannels(settings, history), places, facts);
    return new FeatureSet(
        inputs,
        targets.stream()
            .map(target -> TargetColumns.of(target, places, facts.vocabularies()))
            .toList());
  }

  /** One channel, as input and as target, for whoever looks at its values alone. */
  public static FeatureSet ofChannel(String channel, String key, History history) {
    ChannelColumn column =
        new ChannelColumn(channel, new ChannelPlaces(history).number(key, channel));
    return new FeatureSet(
        List.of(column), List.of(Target.value(channel, Target.Known.LATER, column)));
  }

  /**
   * The channels that the configured columns read, in the history's order; all others need not be
   * loaded.
   *
   * @throws ConfigurationException where a channel is not there
   */
  public static List<String> channelsRead(
      FeatureSettings settings, List<TargetSettings> targets, History history) {
    Set<String> read = new HashSet<>(inputChannels(settings, history));
    targets.forEach(target -> read.addAll(TargetColumns.channels(target)));
    settings.derived().forEach(derived -> read.addAll(DerivedColumns.channels(derived)));
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

  /** Names of the input columns. */
  public List<String> inputNames() {
    return inputs.stream().map(FeatureColumn::name).toList();
  }

  /** Names of the targets. */
  public List<String> targetNames() {
    return targets.stream().map(Target::name).toList();
  }

  /** The columns of all targets, one target's behind those of the one before. */
  public List<FeatureColumn> targetColumns() {
    return targets.stream().flatMap(target -> target.columns().stream()).toList();
  }

  /** How many columns each target has. */
  public List<Integer> targetWidths() {
    return targets.stream().map(target -> target.columns().size()).toList();
  }

  /** What each target column is part of. */
  public List<Target> targetsByColumn() {
    return targets.stream()
        .flatMap(target -> Collections.nCopies(target.columns().size(), target).stream())
        .toList();
  }

  /** The target columns that must be known at an origin for a forecast to be made there. */
  public List<Integer> targetsAtOrigin() {
    List<Target> columns = targetsByColumn();
    return IntStream.range(0, columns.size())
        .filter(i -> columns.get(i).kind() == Target.Kind.CHANGE)
        .boxed()
        .toList();
  }

  /** Steps before its own that a target reads at most. */
  public int targetLookBack() {
    return targetColumns().stream().mapToInt(FeatureColumn::lookBack).max().orElse(0);
  }

  /** Steps after its own that a target reads at most. */
  public int targetLookAhead() {
    return targetColumns().stream().mapToInt(FeatureColumn::lookAhead).max().orElse(0);
  }

  /** Whether an input column is scaled by fitted statistics; a calendar's is not. */
  public boolean isScaled(int input) {
    return inputs.get(input).scaling() == FeatureColumn.Scaling.FITTED;
  }

  /**
   * The places of the inputs that a name or pattern means.
   *
   * @param key where the configuration has it, for messages
   * @throws ConfigurationException where it means none
   */
  public List<Integer> inputs(String key, String pattern) {
    List<Integer> found =
        IntStream.range(0, inputs.size())
            .filter(i -> NamePattern.matches(pattern, inputs.get(i).name()))
            .boxed()
            .toList();
    if (found.isEmpty()) {
      throw new ConfigurationException(
          String.format(
              Locale.ROOT,
              "%s: \"%s\" matches no input; there are %s",
              key,
              pattern,
              Nearest.first(pattern, inputNames())));
    }
    return found;
  }

  /**
   * The places of the inputs that are known at steps to come: the calendar's, and those that are
   * named so.
   *
   * @param key where the configuration has the names, for messages
   * @param patterns names or patterns
   * @throws ConfigurationException where one means no input
   */
  public Set<Integer> knownAhead(String key, List<String> patterns) {
    Set<Integer> known = new TreeSet<>();
    for (int i = 0; i < inputs.size(); i++) {
      if (inputs.get(i) instanceof CalendarColumn || inputs.get(i) instanceof HolidayColumn) {
        known.add(i);
      }
    }
    patterns.forEach(pattern -> known.addAll(inputs(key, pattern)));
    return known;
  }

  /**
   * The target whose forecasts are values of an input: of the same channel or formula, itself or as
   * a change. Nothing where there is none.
   */
  public Optional<Integer> targetOf(int input) {
    for (int target = 0; target < targets.size(); target++) {
      if (targets.get(target).givesValuesOf(inputs.get(input))) {
        return Optional.of(target);
      }
    }
    return Optional.empty();
  }

  /** Steps before its own that an input reads at most. */
  public int lookBack() {
    return inputs.stream().mapToInt(FeatureColumn::lookBack).max().orElse(0);
  }

  /** The name of the first input that reads that many. */
  public String furthestBack() {
    return inputs.stream()
        .filter(input -> input.lookBack() == lookBack())
        .map(FeatureColumn::name)
        .findFirst()
        .orElse("");
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
   * @return {@code [step][target column]}, in the targets' own units
   */
  public Slice targets(Slice grid, StepTimes times, long from, long to) {
    return columns(targetColumns(), grid, times, from, to);
  }

  private static Slice columns(
      List<FeatureColumn> columns, Slice grid, StepTimes times, long from, long to) {
    int width = columns.size();
    float[] values = new float[Math.multiplyExact(Math.toIntExact(to - from), width)];
    for (int column = 0; column < width; column++) {
      FeatureColumn feature = columns.get(column);
      int at = column;
      for (long step = from; step < to; step++) {
        boolean inside =
            step - feature.lookBack() >= grid.fromStep()
                && step + feature.lookAhead() < grid.toStep();
        values[at] = inside ? feature.value(grid, times, step) : Float.NaN;
        at += width;
      }
    }
    return new Slice(from, width, values);
  }
}
