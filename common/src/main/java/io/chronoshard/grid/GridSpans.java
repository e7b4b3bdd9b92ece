package io.chronoshard.grid;

import io.chronoshard.config.ChannelRule;
import io.chronoshard.config.GridSettings;
import io.chronoshard.config.HistorySettings;
import io.chronoshard.config.Span;
import io.chronoshard.config.TimeAxis;
import java.util.Optional;
import java.util.stream.Stream;

/** The spans of settings: whether they fit the grid needs no look at any file. */
public final class GridSpans {

  private GridSpans() {}

  /**
   * Sees to it that the grid has the spans of filling, of limits and of channels' rules, where its
   * step is known.
   *
   * @throws io.chronoshard.error.ConfigurationException where one is no whole number of steps and
   *     must be, or a duration is asked of a grid without a clock
   */
  public static void check(HistorySettings settings, GridSettings grid) {
    if (grid.isStepSought()) {
      return;
    }
    TimeAxis axis = grid.axis();
    grid.fill().steps(axis);
    Stream.concat(
            settings.limits().gap().stream(), settings.rules().stream().flatMap(GridSpans::spans))
        .forEach(span -> span.ticks(axis));
  }

  private static Stream<Span> spans(ChannelRule rule) {
    return Stream.of(
            rule.per(), rule.spike().map(ChannelRule.Spike::window), rule.stuck(), rule.delay())
        .flatMap(Optional::stream);
  }
}
