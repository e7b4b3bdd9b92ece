package io.chronoshard.model.baseline;

import io.chronoshard.grid.Slice;
import io.chronoshard.model.Forecaster;
import io.chronoshard.scale.BySeries;
import io.chronoshard.scale.Scaler;
import io.chronoshard.window.WindowSet;
import io.chronoshard.window.WindowShape;
import io.chronoshard.window.WindowTargets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Forecasts each target from its own past by a recursion that was fitted on the training part.
 *
 * @param shape of the windows
 * @param scaler of the targets
 * @param columns target columns that are forecast
 * @param reach values that are read, the origin's the last
 * @param weights {@code [column][lead][constant, weight of the origin, of 1 step before it, …]}, of
 *     all leads of the windows, ascending
 */
public record Autoregression(
    WindowShape shape, Scaler scaler, List<Integer> columns, int reach, BySeries<double[]> weights)
    implements Forecaster {

  /** Copies the list. */
  public Autoregression {
    columns = List.copyOf(columns);
  }

  /** Carries a recursion on to a window's leads. */
  static Autoregression of(
      WindowShape shape, Scaler scaler, List<Integer> columns, Recursion recursion) {
    int[] leads = leads(new WindowTargets(shape, scaler.columns().size()));
    return new Autoregression(
        shape, scaler, columns, recursion.reach(), recursion.carriedOn(leads, columns.size()));
  }

  /** Each step from an origin to a target once, ascending. */
  static int[] leads(WindowTargets values) {
    return IntStream.range(0, values.size()).map(values::lead).distinct().sorted().toArray();
  }

  @Override
  public void forecast(WindowSet windows, int[] order, int from, int to, float[] out) {
    WindowTargets values = new WindowTargets(shape, scaler.columns().size());
    int[] leads = leads(values);
    int at = 0;
    for (int i = from; i < to; i++) {
      String series = windows.block(order[i]).id().series();
      List<Scaler.Column> scales = scaler.of(series);
      double[] own = weights.of(series);
      Slice past = windows.block(order[i]).targets();
      long origin = windows.origin(order[i]);
      for (int value = 0; value < values.size(); value++) {
        int target = values.column(value);
        int place = columns.indexOf(target);
        int lead = Arrays.binarySearch(leads, values.lead(value));
        int first = (place * leads.length + lead) * (reach + 1);
        out[at++] =
            place < 0 ? Float.NaN : forecast(past, origin, target, scales.get(target), own, first);
      }
    }
  }

  private float forecast(
      Slice values, long origin, int target, Scaler.Column scale, double[] own, int first) {
    double scaled = own[first];
    for (int back = 0; back < reach; back++) {
      double value = values.at(origin - back, target);
      scaled += own[first + 1 + back] * ((value - scale.shift()) / scale.divisor());
    }
    return (float) (scaled * scale.divisor() + scale.shift());
  }

  @Override
  public int targetsBefore() {
    return reach - 1;
  }
}
