package io.chronoshard.score;

import io.chronoshard.model.Forecaster;
import io.chronoshard.model.TargetForms;
import io.chronoshard.model.error.ForecastForm;
import io.chronoshard.window.BlockWindows;
import io.chronoshard.window.EpochOrder;
import io.chronoshard.window.OutsideRange;
import io.chronoshard.window.WindowSet;
import io.chronoshard.window.WindowShape;
import java.util.List;
import java.util.function.Consumer;

/** Forecasts the windows of blocks, a minibatch at a time. Not for several threads at once. */
public final class Scorer {

  private final WindowShape shape;
  private final List<String> targets;
  private final List<ForecastForm> forms;
  private final OutsideRange range;
  private final Forecaster forecaster;
  private final int batch;
  private final float[] forecasts;

  /**
   * For windows of a shape.
   *
   * @param targets their names
   * @param forms what the forecaster gives for each
   * @param range finds the windows that leave the range of the training part
   * @param batch windows that are forecast together
   */
  public Scorer(
      WindowShape shape,
      List<String> targets,
      List<ForecastForm> forms,
      OutsideRange range,
      Forecaster forecaster,
      int batch) {
    this.shape = shape;
    this.targets = List.copyOf(targets);
    this.forms = List.copyOf(forms);
    this.range = range;
    this.forecaster = forecaster;
    this.batch = batch;
    this.forecasts = new float[batch * shape.horizon() * TargetForms.width(forms)];
  }

  /** Forecasts all windows of a block, by origin, lead and target. */
  public void score(BlockWindows found, Consumer<Score> scores) {
    WindowSet windows = new WindowSet(List.of(found));
    int[] order = EpochOrder.ascending(windows.size());
    List<List<Integer>> outside = range.of(found);
    String series = found.block().id().series();
    for (int from = 0; from < order.length; from += batch) {
      int to = Math.min(order.length, from + batch);
      forecaster.forecast(windows, order, from, to, forecasts);
      int at = 0;
      for (int i = from; i < to; i++) {
        long origin = windows.origin(order[i]);
        List<String> left = outside.get(order[i]).stream().map(range.names()::get).toList();
        for (int row = 0; row < shape.horizon(); row++) {
          for (int target = 0; target < targets.size(); target++) {
            ForecastForm form = forms.get(target);
            scores.accept(
                new Score(
                    series,
                    origin,
                    origin + shape.leadOf(row),
                    targets.get(target),
                    form.point(forecasts, at),
                    form.further(forecasts, at),
                    left));
            at += form.width();
          }
        }
      }
    }
  }

  /** The last window of some, or none where there is none. */
  public static BlockWindows newest(BlockWindows windows) {
    int[] origins = windows.origins();
    return new BlockWindows(
        windows.block(),
        origins.length == 0 ? origins : new int[] {origins[origins.length - 1]},
        windows.counts());
  }
}
