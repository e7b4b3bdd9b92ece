package io.chronoshard.model;

import io.chronoshard.feature.Target;
import io.chronoshard.window.WindowSet;
import java.util.List;

/**
 * A forecaster that looks at what values were: it says nothing of those that nobody knows at the
 * origin, such as labels, for it would read what is to be forecast; nor of events and classes.
 *
 * @param inner the forecaster
 * @param targets in their order
 */
public record KnownPast(Forecaster inner, List<Target> targets) implements Forecaster {

  /** Copies the list. */
  public KnownPast {
    targets = List.copyOf(targets);
  }

  @Override
  public void forecast(WindowSet windows, int[] order, int from, int to, float[] out) {
    inner.forecast(windows, order, from, to, out);
  }

  @Override
  public int targetsBefore() {
    return inner.targetsBefore();
  }

  @Override
  public boolean forecasts(int target) {
    return isOf(targets.get(target)) && inner.forecasts(target);
  }

  /** Whether a target's values up to an origin are known there. */
  public static boolean isOf(Target target) {
    return target.known() == Target.Known.AT_ORIGIN && !target.isProbable();
  }
}
