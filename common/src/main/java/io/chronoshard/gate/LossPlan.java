package io.chronoshard.gate;

import io.chronoshard.config.GateSettings;
import io.chronoshard.config.TimeAxis;
import io.chronoshard.window.WindowTargets;
import java.util.List;

/**
 * What losses are of.
 *
 * @param contenders names of all that forecast, the champion's first
 * @param challengers those of them of which a forecast that is no number takes no window from the
 *     others, for it is found by a check
 * @param axis what steps are
 * @param binSteps origins within so many steps count as one observation; bins are aligned to the
 *     absolute step number
 * @param reachSteps steps from an origin to the farthest of its targets: origins that are nearer to
 *     each other share some
 */
public record LossPlan(
    List<String> contenders,
    List<String> challengers,
    TimeAxis axis,
    int binSteps,
    int reachSteps) {

  /** Copies the lists, and checks what it is given. */
  public LossPlan {
    contenders = List.copyOf(contenders);
    challengers = List.copyOf(challengers);
    if (!contenders.containsAll(challengers)
        || (!contenders.isEmpty() && challengers.contains(contenders.get(0)))) {
      throw new IllegalArgumentException(challengers + " challenge the first of " + contenders);
    }
    if (contenders.stream().distinct().count() < contenders.size()) {
      throw new IllegalArgumentException("contenders with one name: " + contenders);
    }
    if (binSteps < 1 || reachSteps < 0) {
      throw new IllegalArgumentException(
          "bins of " + binSteps + " steps, targets up to " + reachSteps + " ahead");
    }
  }

  /**
   * As configured, of what is forecast. Only on clock time: one bin is of one time for all series,
   * as rows and cycles of one number are not.
   */
  public static LossPlan of(
      GateSettings settings, TimeAxis axis, Candidates candidates, WindowTargets values) {
    if (!axis.hasClock()) {
      throw new IllegalArgumentException("what counts " + axis.counted() + " has no bins of time");
    }
    int reach = 0;
    for (int value = 0; value < values.size(); value++) {
      reach = Math.max(reach, values.lead(value));
    }
    return new LossPlan(
        candidates.all(), candidates.challengers(), axis, settings.bin().steps(axis), reach);
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

  /** Whether windows that a contender does not forecast count for nobody. */
  boolean isNeeded(int place) {
    return !challengers.contains(contenders.get(place));
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
