package io.chronoshard.gate;

import io.chronoshard.config.GateSettings;
import io.chronoshard.config.TimeAxis;
import io.chronoshard.window.WindowTargets;
import java.util.List;

/**
 * What losses are of.
 *
 * @param contenders names of all that forecast
 * @param axis what steps are
 * @param binSteps origins within so many steps count as one observation; bins are aligned to the
 *     absolute step number
 * @param reachSteps steps from an origin to the farthest of its targets: origins that are nearer to
 *     each other share some
 */
public record LossPlan(List<String> contenders, TimeAxis axis, int binSteps, int reachSteps) {

  /** Copies the list, and checks what it is given. */
  public LossPlan {
    contenders = List.copyOf(contenders);
    if (contenders.stream().distinct().count() < contenders.size()) {
      throw new IllegalArgumentException("contenders with one name: " + contenders);
    }
    if (binSteps < 1 || reachSteps < 0) {
      throw new IllegalArgumentException(
          "bins of " + binSteps + " steps, targets up to " + reachSteps + " ahead");
    }
  }

  /**
   * As configured, of what is forecast.
   *
   * @param contenders the champion's name first
   */
  public static LossPlan of(
      GateSettings settings, TimeAxis axis, List<String> contenders, WindowTargets values) {
    int reach = 0;
    for (int value = 0; value < values.size(); value++) {
      reach = Math.max(reach, values.lead(value));
    }
    return new LossPlan(contenders, axis, settings.bin().steps(axis), reach);
  }

  /** The bin of an origin. */
  long bin(long originStep) {
    return Math.floorDiv(originStep, (long) binSteps);
  }

  /**
   * Bins that hang together because their windows share targets: one more than the farthest two
   * bins that do are apart.
   */
  int sharingBins() {
    return 1 + Math.max(0, -Math.floorDiv(1 - reachSteps, binSteps));
  }

  /** The place of a contender. */
  int place(String contender) {
    int place = contenders.indexOf(contender);
    if (place < 0) {
      throw new IllegalArgumentException(contender + " is none of " + contenders);
    }
    return place;
  }

  /** So many bins as sentences say them: {@code 14 days}, {@code 36 hours} or {@code 5000 rows}. */
  String text(long bins) {
    long steps = Math.multiplyExact(bins, (long) binSteps);
    long day = 86_400_000L;
    if (axis.hasClock() && steps * axis.stepMillis() % day == 0) {
      long days = steps * axis.stepMillis() / day;
      return days + (days == 1 ? " day" : " days");
    }
    return axis.text(steps);
  }
}
