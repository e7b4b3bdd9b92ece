package io.chronoshard.retrain;

import io.chronoshard.grid.CellHash;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A hash of the rows of each day, or of what else is summed up together, over all series: tells
 * afterwards which of them have changed.
 *
 * @param steps of a day
 * @param to the step behind the last one that was there
 * @param channels names, in their order
 * @param days by their number on the absolute count of steps
 */
public record DayHashes(int steps, long to, List<String> channels, SortedMap<Long, CellHash> days) {

  /** Copies what it is given. */
  public DayHashes {
    channels = List.copyOf(channels);
    days = Collections.unmodifiableSortedMap(new TreeMap<>(days));
  }

  /** The hash of all rows. */
  public CellHash all() {
    return days.values().stream().reduce(CellHash.NONE, CellHash::plus);
  }

  /** Whether days can be told apart from those of an earlier look. */
  public boolean isLike(DayHashes earlier) {
    return steps == earlier.steps && channels.equals(earlier.channels);
  }

  /**
   * The first steps of days that were whole at an earlier look, and that have other rows now.
   *
   * @param earlier is like this
   */
  public List<Long> revised(DayHashes earlier) {
    long whole = Math.floorDiv(Math.min(to, earlier.to), (long) steps);
    SortedMap<Long, CellHash> all = new TreeMap<>(days);
    all.putAll(earlier.days);
    List<Long> revised = new ArrayList<>();
    for (Map.Entry<Long, CellHash> day : all.headMap(whole).entrySet()) {
      CellHash now = days.getOrDefault(day.getKey(), CellHash.NONE);
      if (!now.equals(earlier.days.getOrDefault(day.getKey(), CellHash.NONE))) {
        revised.add(day.getKey() * steps);
      }
    }
    return revised;
  }
}
