package io.chronoshard.grid;

import io.chronoshard.config.GridSettings;
import io.chronoshard.error.DataException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The first times of the first series, from which the spacing of a grid is found. Samples of parts
 * add up to the sample of the whole, whatever files and order the rows came in.
 *
 * @param times of each of the first {@link #SERIES} series by name, its first {@link #TIMES}
 *     different times, sorted
 */
public record StepSample(TreeMap<String, List<Long>> times) {

  /** How many series are looked at. */
  public static final int SERIES = 64;

  /** How many times of a series are looked at. */
  public static final int TIMES = 2048;

  /** The sample of both. */
  public StepSample plus(StepSample other) {
    TreeMap<String, List<Long>> both = new TreeMap<>(times);
    other.times.forEach((name, more) -> both.merge(name, more, StepSample::merged));
    while (both.size() > SERIES) {
      both.pollLastEntry();
    }
    return new StepSample(both);
  }

  private static List<Long> merged(List<Long> one, List<Long> other) {
    TreeSet<Long> both = new TreeSet<>(one);
    both.addAll(other);
    return both.stream().limit(TIMES).toList();
  }

  /**
   * The most frequent distance of two consecutive times, of equally frequent ones the smallest.
   *
   * @return milliseconds; nothing where no series has two times
   */
  public OptionalLong step() {
    Map<Long, Integer> counts = new HashMap<>();
    for (List<Long> series : times.values()) {
      for (int i = 1; i < series.size(); i++) {
        counts.merge(series.get(i) - series.get(i - 1), 1, Integer::sum);
      }
    }
    List<Long> distances = new ArrayList<>(counts.keySet());
    distances.sort(
        (one, other) -> {
          int order = Integer.compare(count(counts, other), count(counts, one));
          return order != 0 ? order : Long.compare(one, other);
        });
    return distances.isEmpty() ? OptionalLong.empty() : OptionalLong.of(distances.get(0));
  }

  /**
   * Settings with the step that was found.
   *
   * @throws DataException where there is none
   */
  public GridSettings settings(GridSettings grid) {
    OptionalLong step = step();
    if (step.isEmpty()) {
      throw new DataException(
          "grid.step = auto: no series has two readings at different times, from which a step could be found; name the step");
    }
    return grid.withStep(Duration.ofMillis(step.getAsLong()));
  }

  private static int count(Map<Long, Integer> counts, long distance) {
    return counts.getOrDefault(distance, 0);
  }
}
