package io.chronoshard.evaluate;

import io.chronoshard.model.error.ErrorSums;
import io.chronoshard.model.error.Errors;
import java.util.ArrayList;
import java.util.List;

/**
 * Sums of errors over windows, for several forecasters, heads' targets and leads; merges by adding.
 *
 * @param windows windows that were compared
 * @param sums {@code [forecaster][target]}, with a cell for each lead; {@link ErrorSums#NOTHING}
 *     where a forecaster says nothing of a target
 */
public record ErrorTable(long windows, List<List<ErrorSums>> sums) {

  /** Copies the lists. */
  public ErrorTable {
    sums = sums.stream().map(List::copyOf).toList();
  }

  /** The same sums, once it is known how many windows they are over. */
  ErrorTable over(long compared) {
    return new ErrorTable(compared, sums);
  }

  /** The sums of both, this one's windows first. */
  public ErrorTable plus(ErrorTable next) {
    List<List<ErrorSums>> both = new ArrayList<>();
    for (int forecaster = 0; forecaster < sums.size(); forecaster++) {
      List<ErrorSums> row = new ArrayList<>();
      for (int target = 0; target < sums.get(forecaster).size(); target++) {
        row.add(sums(forecaster, target).plus(next.sums(forecaster, target)));
      }
      both.add(row);
    }
    return new ErrorTable(windows + next.windows, both);
  }

  /** The same with one cell for all leads of a target. */
  ErrorTable overLeads() {
    return new ErrorTable(
        windows, sums.stream().map(row -> row.stream().map(ErrorSums::together).toList()).toList());
  }

  /** Errors of one forecaster and target whose leads share a cell. */
  Errors single(int forecaster, int target, int leads) {
    return sums(forecaster, target).at(0, windows * leads);
  }

  /** The sums of one forecaster and target. */
  ErrorSums sums(int forecaster, int target) {
    return sums.get(forecaster).get(target);
  }

  /** Errors of one forecaster, target and lead, in the target's own unit. */
  Errors at(int forecaster, int target, int lead) {
    return sums(forecaster, target).at(lead, windows);
  }

  /** Errors of one forecaster and target over all leads. */
  Errors overLeads(int forecaster, int target) {
    ErrorSums own = sums(forecaster, target);
    return own.overall(windows * own.cells());
  }
}
