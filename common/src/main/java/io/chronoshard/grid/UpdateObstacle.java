package io.chronoshard.grid;

import io.chronoshard.config.GridSettings;
import io.chronoshard.config.GridSettings.Index;
import io.chronoshard.config.HistorySettings;
import io.chronoshard.history.HistoryFiles;
import java.util.Optional;

/** What makes all ranges of a table depend on the files that are new, revised or gone. */
public final class UpdateObstacle {

  private UpdateObstacle() {}

  /**
   * Looks for a reason to make a table of all files instead of bringing it up to date.
   *
   * @param table made with the same settings and the same files of attributes and intervals
   * @return the reason as a clause; none where an {@link GridUpdate update} gives the same table
   */
  public static Optional<String> of(
      RecordedGrid table, HistorySettings settings, GridSettings grid, HistoryFiles files) {
    if (grid.index() == Index.ROWS) {
      return Optional.of("grid.index = rows numbers the rows through all files");
    }
    if (grid.isStepSought()) {
      return Optional.of("grid.step = auto looks for the step in all files");
    }
    if (!settings.remainingLife().channel().isEmpty()) {
      return Optional.of("history.remaining-life counts back from the end of each series");
    }
    if (!table.history().categories().isEmpty()) {
      return Optional.of("the texts of categories are numbered through all files");
    }
    if (!table.history().channels().equals(GridRules.of(settings, grid, files).names())) {
      return Optional.of("the files have other channels than before");
    }
    if (table.inputs().stream().anyMatch(input -> input.rows().badRows() > 0)) {
      return Optional.of("some of the files have rows that cannot be read");
    }
    return Optional.empty();
  }
}
