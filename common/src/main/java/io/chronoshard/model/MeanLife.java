package io.chronoshard.model;

import io.chronoshard.feature.Target;
import io.chronoshard.window.WindowSet;
import io.chronoshard.window.WindowShape;
import io.chronoshard.window.WindowTargets;
import java.util.List;
import java.util.Map;

/**
 * The naive forecast that every series lives as long as those of the training part did on average:
 * that life less its age, from 0 to the target's cap. A series is as old as the steps since its
 * first one.
 *
 * @param shape of the windows
 * @param targets what is forecast
 * @param lives mean lives in steps, by the names of targets; none of targets that are no lives, and
 *     where no life's length is known
 * @param first of each series, its first step
 */
public record MeanLife(
    WindowShape shape, List<Target> targets, Map<String, Double> lives, Map<String, Long> first)
    implements Forecaster {

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
        double left = lives.getOrDefault(target.name(), Double.NaN) - age;
        out[at++] = (float) Math.min(target.cap(), Math.max(0, left));
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
