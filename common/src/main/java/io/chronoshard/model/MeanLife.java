package io.chronoshard.model;

import io.chronoshard.feature.Target;
import io.chronoshard.window.WindowSet;
import io.chronoshard.window.WindowShape;
import io.chronoshard.window.WindowTargets;
import java.util.List;
import java.util.Map;

/**
 * The naive forecast that every series lives as long as those of the training part did on average:
 * that life less its age, from 0 to the greatest value of the training part, which a cap of the
 * history or of the target may have limited. A series is as old as the steps since its first one.
 *
 * @param shape of the windows
 * @param targets what is forecast
 * @param lives what the training part tells of them, by the names of targets; nothing of targets
 *     that are no lives, and where no life's length is known
 * @param first of each series, its first step
 */
public record MeanLife(
    WindowShape shape, List<Target> targets, Map<String, Lives> lives, Map<String, Long> first)
    implements Forecaster {

  /**
   * Lives of the training part.
   *
   * @param mean their mean length in steps
   * @param most the greatest value of the target
   */
  public record Lives(double mean, double most) {

    static final Lives UNKNOWN = new Lives(Double.NaN, Double.NaN);
  }

  /** Copies what it is given. */
  public MeanLife {
    targets = List.copyOf(targets);
    lives = Map.copyOf(lives);
    first = Map.copyOf(first);
  }

  @Override
  public void forecast(WindowSet windows, int[] order, int from, int to, float[] out) {
    WindowTargets values =
        new WindowTargets(shape, targets.stream().map(target -> target.columns().size()).toList());
    int at = 0;
    for (int i = from; i < to; i++) {
      long begin = first.getOrDefault(windows.block(order[i]).id().series(), Long.MIN_VALUE);
      for (int value = 0; value < values.size(); value++) {
        Target target = targets.get(values.targets().get(values.place(value)).target());
        double age = (double) windows.origin(order[i]) + values.lead(value) - begin;
        Lives lived = lives.getOrDefault(target.name(), Lives.UNKNOWN);
        double most = Math.min(target.cap(), lived.most());
        out[at++] = (float) Math.min(most, Math.max(0, lived.mean() - age));
      }
    }
  }

  @Override
  public int targetsBefore() {
    return 0;
  }

  @Override
  public boolean forecasts(int target) {
    return lives.containsKey(targets.get(target).name());
  }
}
