package io.chronoshard.grid;

import io.chronoshard.clean.CleaningRules;
import io.chronoshard.config.GridSettings;
import io.chronoshard.config.GridSettings.Repeats;
import io.chronoshard.config.HistorySettings;
import io.chronoshard.config.TimeAxis;
import io.chronoshard.error.ConfigurationException;
import io.chronoshard.grid.MadeChannels.Life;
import io.chronoshard.history.HistoryFiles;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * How readings become values of steps.
 *
 * @param names of all channels of the table: those that are read, then those that are made
 * @param channels each read channel's rules
 * @param attributes how many of the last of these are attributes of series
 * @param repeats the rule for different readings of one time
 * @param fillSteps steps over which a last value is carried on
 * @param lookBackSteps steps before a range whose readings decide what becomes of it
 * @param exclusions when channels are not to be believed
 * @param made channels that no file holds
 */
public record GridRules(
    List<String> names,
    List<ChannelGrid> channels,
    int attributes,
    Repeats repeats,
    int fillSteps,
    int lookBackSteps,
    Exclusions exclusions,
    MadeChannels made) {

  /** Copies the lists. */
  public GridRules {
    names = List.copyOf(names);
    channels = List.copyOf(channels);
  }

  /**
   * The rules of the settings.
   *
   * @param grid of which the step is known
   * @throws ConfigurationException where a rule names a channel that is not there, asks of it what
   *     it cannot, or has a span that does not fit the grid
   * @throws io.chronoshard.error.DataException where an exclusion is of no channel
   */
  public static GridRules of(HistorySettings settings, GridSettings grid, HistoryFiles files) {
    GridSpans.check(settings, grid);
    List<String> read = files.channels();
    List<ChannelGrid> channels =
        new ChannelGrids(settings, grid, read, files.attributes()).channels();
    MadeChannels made = made(settings, grid, files);
    List<String> names = new ArrayList<>(read);
    made.indicators().forEach(channel -> names.add(read.get(channel) + " known"));
    names.addAll(made.labelNames());
    checkNames(names);
    int fillSteps = grid.fill().steps(grid.axis());
    return new GridRules(
        names,
        channels,
        files.attributes(),
        grid.repeats(),
        fillSteps,
        Math.addExact(fillSteps, cleaningSteps(channels, grid.axis())),
        IntervalRules.exclusions(files.sides().exclusions(), settings.exclusions(), read),
        made);
  }

  private static MadeChannels made(
      HistorySettings settings, GridSettings grid, HistoryFiles files) {
    String life = settings.remainingLife().channel();
    return new MadeChannels(
        ChannelGrids.indicators(grid.indicators(), files.channels()),
        IntervalRules.labels(files.sides().labels(), settings.labels()),
        life.isEmpty()
            ? null
            : new Life(life, settings.remainingLife().cap(), files.sides().lives()));
  }

  private static void checkNames(List<String> names) {
    Set<String> seen = new HashSet<>();
    for (String name : names) {
      if (!seen.add(name)) {
        throw new ConfigurationException(
            String.format(
                Locale.ROOT,
                "the channel \"%s\" is there twice: grid.indicators, history.labels and history.remaining-life add channels beside those that are read; give one another name",
                name));
      }
    }
  }

  /** All channels are cleaned side by side, so that the longest look back counts. */
  private static int cleaningSteps(List<ChannelGrid> channels, TimeAxis axis) {
    long lookBack = 0;
    for (ChannelGrid channel : channels) {
      lookBack = Math.max(lookBack, channel.cleaning().lookBack());
    }
    return Math.toIntExact(-Math.floorDiv(-lookBack, axis.stepMillis()));
  }

  /** How many low parts and delays a row has. */
  Delays delays() {
    return Delays.of(channels);
  }

  /** Whether anything is asked of values in the order of time. */
  boolean isCleaning() {
    return !exclusions.channels().isEmpty()
        || channels.stream().anyMatch(one -> !one.cleaning().equals(CleaningRules.NONE));
  }
}
