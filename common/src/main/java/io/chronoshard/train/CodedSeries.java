package io.chronoshard.train;

import io.chronoshard.config.Configuration;
import io.chronoshard.config.InputSettings;
import io.chronoshard.config.InputSettings.Kind;
import io.chronoshard.config.SplitSettings.By;
import io.chronoshard.error.ConfigurationException;
import io.chronoshard.grid.History;
import io.chronoshard.grid.History.SeriesExtent;
import io.chronoshard.split.Part;
import io.chronoshard.split.Parts;
import java.util.List;
import java.util.Locale;

/** Which series a model tells apart: those of the training part, or those that are named. */
final class CodedSeries {

  /** Their names travel with every task and every version. */
  private static final int MOST = 1_000_000;

  private CodedSeries() {}

  /**
   * Names of the series that have a code, in order; none where no input asks for one.
   *
   * @throws ConfigurationException where parts are series, of which training would know no other
   */
  static List<String> of(Configuration settings, History history) {
    List<InputSettings> asking =
        settings.model().ends().inputs().stream()
            .filter(input -> input.kind() == Kind.SERIES)
            .toList();
    if (asking.isEmpty()) {
      return List.of();
    }
    String input = asking.get(0).path();
    if (settings.split().by() == By.SERIES) {
      throw new ConfigurationException(
          input
              + " tells series apart by what was learned of each, and with split.by = series nothing is learned of those"
              + " of the validation and test parts; split by fraction, steps or date, or describe series by attributes"
              + " (history.series.attributes, kind = static)");
    }
    if (!asking.get(0).columns().isEmpty()) {
      return asking.get(0).columns();
    }
    Parts parts = Parts.of(settings.split(), history);
    List<String> names =
        history.series().stream()
            .filter(series -> !parts.of(Part.TRAINING, series).isEmpty())
            .map(SeriesExtent::name)
            .toList();
    if (names.size() > MOST) {
      throw new ConfigurationException(
          String.format(
              Locale.ROOT,
              "%s: the training part has %d series, and at most %d are told apart; describe them by attributes"
                  + " (history.series.attributes, kind = static)",
              input,
              names.size(),
              MOST));
    }
    return names;
  }
}
