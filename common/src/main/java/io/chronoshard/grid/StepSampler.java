package io.chronoshard.grid;

import io.chronoshard.history.Readings;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Takes a {@link StepSample} of rows, batch by batch. */
public final class StepSampler {

  private final TreeMap<String, TreeSet<Long>> times = new TreeMap<>();

  /** Adds the next rows. */
  public void add(Readings batch) {
    List<@Nullable TreeSet<Long>> bySeries = new ArrayList<>();
    for (String name : batch.seriesNames()) {
      times.computeIfAbsent(name, first -> new TreeSet<>());
      if (times.size() > StepSample.SERIES) {
        times.pollLastEntry();
      }
    }
    batch.seriesNames().forEach(name -> bySeries.add(times.get(name)));
    for (int row = 0; row < batch.rows(); row++) {
      TreeSet<Long> first = bySeries.get(batch.series()[row]);
      long time = batch.times()[row];
      if (first != null && (first.size() < StepSample.TIMES || time < first.last())) {
        first.add(time);
        if (first.size() > StepSample.TIMES) {
          first.pollLast();
        }
      }
    }
  }

  /** What was sampled. */
  public StepSample sample() {
    TreeMap<String, List<Long>> sorted = new TreeMap<>();
    times.forEach((name, some) -> sorted.put(name, List.copyOf(some)));
    return new StepSample(sorted);
  }
}
