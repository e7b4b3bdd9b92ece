package io.chronoshard.grid;

import io.chronoshard.config.GridSettings;
import io.chronoshard.config.GridSettings.Combine;
import io.chronoshard.config.GridSettings.Repeats;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * The grid as the design says it, written down a second time with maps and without regard for
 * speed: what {@link Gridder} is compared with.
 */
final class SlowGrid {

  /** Series, step → channel values after filling. */
  final TreeMap<String, TreeMap<Long, float[]>> rows = new TreeMap<>();

  long read;
  long kept;
  long joined;
  long repeated;
  long conflicting;
  long combined;
  long gaps;
  final long[] known = new long[3];
  final long[] filled = new long[3];
  final long[] missing = new long[3];
  final long[] merged = new long[3];
  final long[] sharing = new long[3];
  long steps;

  private record Line(long time, float[] values) {}

  SlowGrid(List<String> lines, GridSettings grid) {
    long stepMillis = grid.axis().stepMillis();
    boolean isRows = grid.index() == GridSettings.Index.ROWS;
    Map<String, NavigableMap<Long, NavigableMap<Long, List<Line>>>> sorted = new TreeMap<>();
    Map<String, Long> counts = new TreeMap<>();
    for (String text : lines) {
      String[] cells = text.split(",", -1);
      float[] values = new float[3];
      for (int i = 0; i < 3; i++) {
        boolean isMissing = cells[2 + i].isEmpty() || cells[2 + i].equals("-9999.0");
        values[i] = isMissing ? Float.NaN : Float.parseFloat(cells[2 + i]) + 0f;
        missing[i] += isMissing ? 1 : 0;
      }
      long time = Long.parseLong(cells[0]);
      long step =
          isRows
              ? counts.merge(cells[1], 1L, Long::sum) - 1
              : (long) StrictMath.ceil((double) time / stepMillis);
      sorted
          .computeIfAbsent(cells[1], name -> new TreeMap<>())
          .computeIfAbsent(step, one -> new TreeMap<>())
          .computeIfAbsent(time, one -> new ArrayList<>())
          .add(new Line(time, values));
      read++;
    }
    sorted.forEach((name, series) -> grid(name, series, grid));
  }

  private void grid(
      String name, NavigableMap<Long, NavigableMap<Long, List<Line>>> series, GridSettings grid) {
    int fill = grid.fill().steps(grid.axis());
    TreeMap<Long, float[]> raw = new TreeMap<>();
    series.forEach((step, times) -> raw.put(step, step(times, grid)));
    TreeMap<Long, float[]> table = new TreeMap<>();
    boolean inGap = false;
    for (long step = series.firstKey(); step <= series.lastKey(); step++) {
      steps++;
      float[] row = raw.getOrDefault(step, unknown());
      boolean any = false;
      for (float value : row) {
        any |= !Float.isNaN(value);
      }
      gaps += !any && !inGap ? 1 : 0;
      inGap = !any;
      float[] whole = row.clone();
      boolean written = false;
      for (int i = 0; i < 3; i++) {
        if (!Float.isNaN(row[i])) {
          known[i]++;
        } else {
          for (long back = step - 1; back >= step - fill && Float.isNaN(whole[i]); back--) {
            whole[i] = raw.getOrDefault(back, unknown())[i];
          }
          filled[i] += Float.isNaN(whole[i]) ? 0 : 1;
        }
        written |= !Float.isNaN(whole[i]);
      }
      if (written) {
        table.put(step, whole);
      }
    }
    rows.put(name, table);
  }

  private float[] step(NavigableMap<Long, List<Line>> times, GridSettings grid) {
    List<float[]> values = new ArrayList<>();
    for (List<Line> lines : times.values()) {
      List<float[]> different = new ArrayList<>();
      LinkedHashSet<String> seen = new LinkedHashSet<>();
      for (Line line : lines) {
        if (seen.add(Arrays.toString(line.values))) {
          different.add(line.values);
        }
      }
      repeated += lines.size() - different.size();
      joined(different);
      List<float[]> inOrder =
          grid.repeats() == Repeats.FIRST || grid.repeats() == Repeats.LAST
              ? lines.stream().map(Line::values).toList()
              : different;
      float[] one = new float[3];
      for (int i = 0; i < 3; i++) {
        int channel = i;
        List<Float> all =
            inOrder.stream().map(row -> row[channel]).filter(value -> !Float.isNaN(value)).toList();
        merged[i] +=
            Math.max(
                0, lines.stream().filter(line -> !Float.isNaN(line.values[channel])).count() - 1);
        one[i] = all.isEmpty() ? Float.NaN : resolve(all, grid.repeats());
      }
      values.add(one);
    }
    kept++;
    combined += values.size() - 1;
    float[] step = new float[3];
    for (int i = 0; i < 3; i++) {
      int channel = i;
      List<Float> all =
          values.stream().map(row -> row[channel]).filter(value -> !Float.isNaN(value)).toList();
      sharing[i] += Math.max(0, all.size() - 1);
      step[i] =
          all.isEmpty() ? Float.NaN : combine(all, grid.combine(List.of("a", "b", "c").get(i)));
    }
    return step;
  }

  /** Tells rows that bring channels which no row before them knows from those in conflict. */
  private void joined(List<float[]> different) {
    List<float[]> sorted = new ArrayList<>(different);
    sorted.sort(Arrays::compare);
    for (int row = 1; row < sorted.size(); row++) {
      boolean meets = false;
      for (float[] before : sorted.subList(0, row)) {
        for (int i = 0; i < 3; i++) {
          meets |= !Float.isNaN(before[i]) && !Float.isNaN(sorted.get(row)[i]);
        }
      }
      conflicting += meets ? 1 : 0;
      joined += meets ? 0 : 1;
    }
  }

  private static float resolve(List<Float> values, Repeats rule) {
    return switch (rule) {
      case MEAN -> (float) values.stream().mapToDouble(Float::doubleValue).average().orElseThrow();
      case MINIMUM -> values.stream().min(Float::compare).orElseThrow();
      case MAXIMUM -> values.stream().max(Float::compare).orElseThrow();
      case FIRST -> values.get(0);
      case LAST -> values.get(values.size() - 1);
      case REFUSE -> throw new IllegalStateException("nothing to resolve");
    };
  }

  private static float combine(List<Float> values, Combine rule) {
    return switch (rule) {
      case LAST -> values.get(values.size() - 1);
      case MEAN -> (float) values.stream().mapToDouble(Float::doubleValue).average().orElseThrow();
      case SUM -> (float) values.stream().mapToDouble(Float::doubleValue).sum();
      case MINIMUM -> values.stream().min(Float::compare).orElseThrow();
      case MAXIMUM -> values.stream().max(Float::compare).orElseThrow();
    };
  }

  private static float[] unknown() {
    return new float[] {Float.NaN, Float.NaN, Float.NaN};
  }
}
