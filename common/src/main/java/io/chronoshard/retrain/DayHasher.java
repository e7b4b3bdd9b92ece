package io.chronoshard.retrain;

import io.chronoshard.grid.CellHash;
import io.chronoshard.grid.CellHasher;
import io.chronoshard.grid.History;
import io.chronoshard.grid.History.RecordedTimes;
import io.chronoshard.grid.StepTimes;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Hashes rows by days, in any order. Of a history without texts it is the hash that ingest has of
 * the same rows; texts are hashed as what they are, for their codes change with those around them.
 */
public final class DayHasher {

  /** Of a text's hash; as many bits as a float has exactly. */
  private static final int BITS = (1 << 24) - 1;

  private final History history;
  private final int steps;
  private final SortedMap<Long, CellHash> days = new TreeMap<>();
  private final SortedMap<String, Long> lastSteps = new TreeMap<>();
  private CellHasher hasher = new CellHasher();
  private String series = "";
  private long day = Long.MIN_VALUE;
  private long last;

  /**
   * Of a history's rows.
   *
   * @param steps of a day
   */
  public DayHasher(History history, int steps) {
    this.history = history;
    this.steps = steps;
  }

  /**
   * Takes a row.
   *
   * @param millis its time, where it was read with it
   * @param values one for each channel, NaN where unknown
   */
  public void add(String ofSeries, long step, long millis, float[] values) {
    long number = Math.floorDiv(step, (long) steps);
    if (number != day || !ofSeries.equals(series)) {
      close();
      day = number;
      series = ofSeries;
      last = step;
      hasher = new CellHasher();
      hasher.series(series);
    }
    last = Math.max(last, step);
    boolean isRead = history.recordedTimes() == RecordedTimes.READ;
    hasher.add(step, isRead ? millis : StepTimes.UNKNOWN, spelled(values));
  }

  private float[] spelled(float[] values) {
    if (history.categories().isEmpty()) {
      return values;
    }
    float[] spelled = values.clone();
    for (int i = 0; i < spelled.length; i++) {
      List<String> texts = history.categories().get(history.channels().get(i));
      if (texts != null && !Float.isNaN(spelled[i])) {
        spelled[i] = texts.get((int) spelled[i]).hashCode() & BITS;
      }
    }
    return spelled;
  }

  private void close() {
    if (day != Long.MIN_VALUE) {
      days.merge(day, hasher.hash(), CellHash::plus);
      lastSteps.merge(series, last, Math::max);
    }
    day = Long.MIN_VALUE;
  }

  /** The hashes, once there is no further row. */
  public SortedMap<Long, CellHash> days() {
    close();
    return days;
  }

  /** The step of each series' last row, once there is no further one. */
  public SortedMap<String, Long> lastSteps() {
    close();
    return lastSteps;
  }
}
