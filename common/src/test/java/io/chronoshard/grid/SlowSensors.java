package io.chronoshard.grid;

import io.chronoshard.clean.Finding;
import io.chronoshard.clean.Intervals.Interval;
import io.chronoshard.clean.SlowCleaning;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** The grid of {@link MadeUpSensors}, channel by channel, as the words say it. */
final class SlowSensors {

  /** Series, step → values of all channels: those that are read, b's indicator, label and life. */
  final TreeMap<String, TreeMap<Long, float[]>> rows = new TreeMap<>();

  /** Of each channel, what cleaning said. */
  final List<Map<Finding, Long>> findings = new ArrayList<>();

  private final MadeUpSensors made;

  SlowSensors(MadeUpSensors made) {
    this.made = made;
    for (int i = 0; i < 5; i++) {
      findings.add(new EnumMap<>(Finding.class));
    }
    made.readings.forEach(this::grid);
  }

  private void grid(String name, NavigableMap<Long, double[]> series) {
    long shortest = made.delays.stream().min(Long::compare).orElseThrow();
    long longest = made.delays.stream().max(Long::compare).orElseThrow();
    long from = step(series.firstKey() + shortest);
    long to = step(series.lastKey() + longest);
    List<NavigableMap<Long, Double>> clean = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      clean.add(clean(name, series, i));
    }
    List<NavigableMap<Long, Float>> steps = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      steps.add(i == 3 ? directions(clean.get(3), clean.get(4)) : combined(clean.get(i), i));
    }
    TreeMap<Long, float[]> table = new TreeMap<>();
    for (long step = from; step <= to; step++) {
      float[] row = new float[8];
      boolean isRow = false;
      for (int i = 0; i < 5; i++) {
        Map.Entry<Long, Float> last = steps.get(i).floorEntry(step);
        row[i] = last != null && step - last.getKey() <= made.fill ? last.getValue() : Float.NaN;
        isRow |= !Float.isNaN(row[i]);
      }
      row[5] = steps.get(1).containsKey(step) ? 1 : 0;
      long end = step * MadeUpSensors.STEP;
      row[6] =
          made.events.stream()
                  .anyMatch(one -> one.from() <= end && one.to() > end - MadeUpSensors.STEP)
              ? 1
              : 0;
      row[7] = Math.min(50, to - step);
      if (isRow) {
        table.put(step, row);
      }
    }
    rows.put(name, table);
  }

  private static long step(long time) {
    return (long) StrictMath.ceil((double) time / MadeUpSensors.STEP);
  }

  /** What is known, by the time when it is. */
  private NavigableMap<Long, Double> clean(
      String name, NavigableMap<Long, double[]> series, int channel) {
    List<Long> times = new ArrayList<>();
    series.forEach(
        (time, values) -> {
          boolean isOpposed = channel == 3 && made.opposed.get(name).contains(time);
          if (!Double.isNaN(values[channel]) && !isOpposed) {
            times.add(time);
          }
        });
    List<Interval> excluded = new ArrayList<>();
    Map<String, List<Interval>> own = made.exclusions.getOrDefault(name, Map.of());
    excluded.addAll(own.getOrDefault("", List.of()));
    excluded.addAll(own.getOrDefault(MadeUpSensors.CHANNELS.get(channel), List.of()));
    SlowCleaning slow =
        new SlowCleaning(
            times.stream().mapToLong(Long::longValue).toArray(),
            times.stream().mapToDouble(time -> series.get(time)[channel]).toArray(),
            made.rules.get(channel),
            excluded);
    TreeMap<Long, Double> clean = new TreeMap<>();
    for (int i = 0; i < times.size(); i++) {
      findings.get(channel).merge(slow.findings[i], 1L, Long::sum);
      if (slow.findings[i] == Finding.CLEAN) {
        clean.put(times.get(i) + made.delays.get(channel), slow.values[i]);
      }
    }
    return clean;
  }

  private NavigableMap<Long, Float> combined(NavigableMap<Long, Double> clean, int channel) {
    TreeMap<Long, List<Float>> steps = new TreeMap<>();
    clean.forEach(
        (time, value) ->
            steps.computeIfAbsent(step(time), first -> new ArrayList<>()).add(value.floatValue()));
    TreeMap<Long, Float> combined = new TreeMap<>();
    steps.forEach(
        (step, values) ->
            combined.put(
                step,
                switch (made.combines.get(channel)) {
                  case LAST -> values.get(values.size() - 1);
                  case MEAN ->
                      (float) values.stream().mapToDouble(Float::doubleValue).average().orElse(0);
                  case SUM -> (float) values.stream().mapToDouble(Float::doubleValue).sum();
                  case MINIMUM -> values.stream().min(Float::compare).orElseThrow();
                  case MAXIMUM -> values.stream().max(Float::compare).orElseThrow();
                }));
    return combined;
  }

  private NavigableMap<Long, Float> directions(
      NavigableMap<Long, Double> directions, NavigableMap<Long, Double> speeds) {
    TreeMap<Long, double[]> sums = new TreeMap<>();
    directions.forEach(
        (time, degrees) -> {
          double weight = made.isWeighted ? speeds.getOrDefault(time, 0.0) : 1;
          double[] sum = sums.computeIfAbsent(step(time), first -> new double[3]);
          if (weight > 0) {
            sum[0] += weight * StrictMath.sin(degrees / 180 * StrictMath.PI);
            sum[1] += weight * StrictMath.cos(degrees / 180 * StrictMath.PI);
            sum[2] += weight;
          }
        });
    TreeMap<Long, Float> means = new TreeMap<>();
    sums.forEach(
        (step, sum) -> {
          if (StrictMath.hypot(sum[0], sum[1]) > 1e-6 * sum[2]) {
            double degrees = StrictMath.atan2(sum[0], sum[1]) / StrictMath.PI * 180;
            means.put(step, (float) (degrees < 0 ? degrees + 360 : degrees));
          }
        });
    return means;
  }
}
