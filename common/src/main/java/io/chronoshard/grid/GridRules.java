package io.chronoshard.grid;

import io.chronoshard.config.GridSettings;
import io.chronoshard.config.GridSettings.Combine;
import io.chronoshard.config.GridSettings.Repeats;
import io.chronoshard.config.Nearest;
import io.chronoshard.error.ConfigurationException;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;

/**
 * How readings become values of steps.
 *
 * @param combine each channel's rule for different times of one step
 * @param repeats the rule for different readings of one time
 * @param fillSteps steps over which a last value is carried on
 */
public record GridRules(List<Combine> combine, Repeats repeats, int fillSteps) {

  /** Copies the list. */
  public GridRules {
    combine = List.copyOf(combine);
  }

  /**
   * The rules of the settings.
   *
   * @throws ConfigurationException where a rule names a channel that is not there, or the limit of
   *     filling is no whole number of steps
   */
  public static GridRules of(GridSettings settings, List<String> channels) {
    for (String named : new TreeSet<>(settings.combineChannels().keySet())) {
      if (!channels.contains(named)) {
        throw new ConfigurationException(
            String.format(
                Locale.ROOT,
                "grid.combine.channels names \"%s\", which is no channel of the history; there are %s",
                named,
                Nearest.first(named, channels)));
      }
    }
    return new GridRules(
        channels.stream().map(settings::combine).toList(),
        settings.repeats(),
        settings.fill().steps(settings.axis()));
  }
}
