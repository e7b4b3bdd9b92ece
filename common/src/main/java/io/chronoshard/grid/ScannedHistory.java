package io.chronoshard.grid;

import io.chronoshard.config.GridSettings;
import io.chronoshard.config.GridSettings.Index;
import io.chronoshard.config.HistorySettings;
import io.chronoshard.error.DataException;
import io.chronoshard.grid.History.RecordedTimes;
import io.chronoshard.grid.History.SeriesExtent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The history that scanned rows are of; its cells are not known yet. */
record ScannedHistory(RowScan scan, HistorySettings settings, GridSettings grid, GridRules rules) {

  /**
   * Axis, channels and the extent of each series.
   *
   * @throws DataException where a channel of categories has too many
   */
  History history() {
    return new History(
        grid.axis(),
        grid.blockSteps(),
        rules.names(),
        categories(),
        rules.made().labelNames(),
        recordedTimes(),
        extents(),
        "");
  }

  private Map<String, List<String>> categories() {
    Map<String, List<String>> categories = new HashMap<>();
    for (int i = 0; i < rules.channels().size(); i++) {
      if (rules.channels().get(i).kind() == ChannelGrid.Kind.CATEGORY) {
        List<String> texts = scan.categories().getOrDefault(i, List.of());
        if (texts.size() > RowScan.MOST_CATEGORIES) {
          throw new DataException(
              String.format(
                  Locale.ROOT,
                  "the channel \"%s\" holds more than %d different texts, such as %s: that is no category; leave it out of history.channels, or of the rule that calls it one",
                  rules.names().get(i),
                  RowScan.MOST_CATEGORIES,
                  texts.subList(0, 3)));
        }
        categories.put(rules.names().get(i), texts);
      }
    }
    return categories;
  }

  private RecordedTimes recordedTimes() {
    if (grid.index() == Index.TIME) {
      return RecordedTimes.FROM_STEPS;
    }
    return grid.index() == Index.CYCLES || settings.time().columns().isEmpty()
        ? RecordedTimes.NONE
        : RecordedTimes.READ;
  }

  private List<SeriesExtent> extents() {
    List<SeriesExtent> extents = new ArrayList<>();
    new TreeMap<>(scan.series())
        .forEach(
            (name, rows) ->
                extents.add(
                    grid.index() == Index.ROWS
                        ? new SeriesExtent(name, 0, rows.rows())
                        : new SeriesExtent(name, rows.fromStep(), rows.toStep())));
    return extents;
  }
}
