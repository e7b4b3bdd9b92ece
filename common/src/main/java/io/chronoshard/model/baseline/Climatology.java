package io.chronoshard.model.baseline;

import io.chronoshard.config.TimeAxis;
import io.chronoshard.model.Forecaster;
import io.chronoshard.scale.BySeries;
import io.chronoshard.window.WindowSet;
import io.chronoshard.window.WindowShape;
import io.chronoshard.window.WindowTargets;

/**
 * Forecasts the mean of the training part at the target's place in the calendar.
 *
 * @param shape of the windows
 * @param axis what steps are
 * @param places that are told apart
 * @param targets number of target columns
 * @param means {@code [place][target]}, in the targets' own units
 */
public record Climatology(
    WindowShape shape, TimeAxis axis, CalendarPlaces places, int targets, BySeries<float[]> means)
    implements Forecaster {

  /**
   * From the training part; where a series knows nothing of a place, that of all stands in.
   *
   * @param around days before and after a day of the year that count as that day
   */
  static Climatology of(
      WindowShape shape,
      TimeAxis axis,
      CalendarPlaces places,
      int targets,
      BySeriesSum<ClimatologySums, float[]> found,
      int around) {
    float[] all = found.all().means(places, targets, around);
    return new Climatology(
        shape,
        axis,
        places,
        targets,
        new BySeries<>(all, found.own()).map(means -> filled(means, all)));
  }

  private static float[] filled(float[] means, float[] all) {
    float[] filled = means.clone();
    for (int cell = 0; cell < means.length; cell++) {
      filled[cell] = Float.isNaN(means[cell]) ? all[cell] : means[cell];
    }
    return filled;
  }

  @Override
  public void forecast(WindowSet windows, int[] order, int from, int to, float[] out) {
    WindowTargets values = new WindowTargets(shape, targets);
    int at = 0;
    for (int i = from; i < to; i++) {
      float[] own = means.of(windows.block(order[i]).id().series());
      long origin = windows.origin(order[i]);
      for (int value = 0; value < values.size(); value++) {
        int place = places.of((origin + values.lead(value)) * axis.stepMillis());
        out[at++] = own[place * targets + values.column(value)];
      }
    }
  }

  @Override
  public int targetsBefore() {
    return 0;
  }
}
