package io.chronoshard.model;

import io.chronoshard.feature.FeatureColumn;
import io.chronoshard.feature.Target;
import io.chronoshard.grid.Slice;
import io.chronoshard.window.WindowSet;
import io.chronoshard.window.WindowShape;
import io.chronoshard.window.WindowTargets;
import java.util.List;

/**
 * The naive forecast that events and classes go on as they are: what holds at the origin, for
 * certain. Of an event that is looked for over some steps it takes the newest of these stretches
 * that ends at the origin.
 *
 * <pre>
 * steps            |···|          three steps that end at the origin o
 *                    o  |···|     those that are forecast
 * </pre>
 *
 * @param shape of the windows
 * @param forecast the targets
 */
public record StateNow(WindowShape shape, List<Target> forecast) implements Forecaster {

  /** Copies the list. */
  public StateNow {
    forecast = List.copyOf(forecast);
  }

  @Override
  public void forecast(WindowSet windows, int[] order, int from, int to, float[] out) {
    int[] ahead = lookAhead();
    WindowTargets values = new WindowTargets(shape, ahead.length);
    int at = 0;
    for (int i = from; i < to; i++) {
      Slice targets = windows.block(order[i]).targets();
      long origin = windows.origin(order[i]);
      for (int value = 0; value < values.size(); value++) {
        int column = values.column(value);
        out[at++] = Targets.at(targets, origin - ahead[column], column);
      }
    }
  }

  private int[] lookAhead() {
    return forecast.stream()
        .flatMap(target -> target.columns().stream())
        .mapToInt(FeatureColumn::lookAhead)
        .toArray();
  }

  @Override
  public int targetsBefore() {
    int most = 0;
    for (int ahead : lookAhead()) {
      most = Math.max(most, ahead);
    }
    return most;
  }

  @Override
  public boolean forecasts(int target) {
    return forecast.get(target).isProbable()
        && forecast.get(target).known() == Target.Known.AT_ORIGIN;
  }
}
