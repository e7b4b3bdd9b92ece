package io.chronoshard.grid;

import io.chronoshard.clean.CleaningRules;
import io.chronoshard.clean.Intervals.Interval;
import io.chronoshard.config.GridSettings.Combine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.commons.math3.random.MersenneTwister;

/**
 * Sensors that jump, stand out, stick, count, point somewhere and tell late, each reading at a time
 * of its own, and rules for them, made from a seed.
 */
final class MadeUpSensors {

  static final List<String> CHANNELS = List.of("a", "b", "meter", "wind", "speed");
  static final long STEP = 60_000;
  static final long FROM = 1_577_836_800_000L;

  /** Cycles before the first one of {@link #FROM}: they count from below zero. */
  private static final long CYCLES_BEFORE = 50;

  private static final long CYCLE_MILLIS = 20_000;

  /** What the time column and the settings count. */
  enum Ticks {
    MILLISECONDS,
    CYCLES;

    /** The tick of an instant. */
    long at(long millis) {
      return switch (this) {
        case MILLISECONDS -> millis;
        case CYCLES -> Math.floorDiv(millis - FROM, CYCLE_MILLIS) - CYCLES_BEFORE;
      };
    }

    /** A span as the settings write it; cycles are one at least where it is not zero. */
    String span(long millis) {
      return switch (this) {
        case MILLISECONDS -> millis + " ms";
        case CYCLES -> String.valueOf(Math.floorDiv(millis + CYCLE_MILLIS - 1, CYCLE_MILLIS));
      };
    }
  }

  final MersenneTwister random;

  /** Series, time → values. */
  final TreeMap<String, NavigableMap<Long, double[]>> readings = new TreeMap<>();

  final List<CleaningRules> rules = new ArrayList<>();
  final List<Long> delays = new ArrayList<>();
  final List<Combine> combines = new ArrayList<>();

  /** Of series and channel, or of all channels where that is empty. */
  final Map<String, Map<String, List<Interval>>> exclusions = new TreeMap<>();

  /** Of series, the times at which a second reading tells the opposite direction. */
  final Map<String, Set<Long>> opposed = new TreeMap<>();

  final List<Interval> events = new ArrayList<>();
  final int fill;
  final boolean isWeighted;
  private final Ticks ticks;
  private final List<String> sets = new ArrayList<>();

  MadeUpSensors(int seed) {
    this(seed, 200, Ticks.MILLISECONDS);
  }

  /** With so many readings of a series at most; what is not written counts milliseconds always. */
  MadeUpSensors(int seed, int most, Ticks ticks) {
    this.ticks = ticks;
    random = new MersenneTwister(new int[] {seed, 21});
    for (int series = 1 + random.nextInt(3); series > 0; series--) {
      readings.put("s" + series, series(most));
    }
    fill = random.nextInt(3) * random.nextInt(20);
    isWeighted = random.nextBoolean();
    for (int i = 0; i < CHANNELS.size(); i++) {
      rule(i);
    }
    for (int i = random.nextInt(5); i > 0; i--) {
      exclusions
          .computeIfAbsent("s" + (1 + random.nextInt(3)), first -> new TreeMap<>())
          .computeIfAbsent(
              random.nextBoolean() ? "" : CHANNELS.get(random.nextInt(5)),
              first -> new ArrayList<>())
          .add(interval());
    }
    for (int i = random.nextInt(4); i > 0; i--) {
      events.add(interval());
    }
    readings.forEach(
        (name, series) ->
            opposed.put(
                name,
                series.keySet().stream()
                    .filter(time -> random.nextInt(15) == 0)
                    .filter(time -> !Double.isNaN(series.get(time)[3]))
                    .collect(Collectors.toSet())));
  }

  private Interval interval() {
    long from = FROM + random.nextInt(9_000) * 1000L;
    return new Interval(from, from + 1000L * (1 + random.nextInt(1_000)));
  }

  private NavigableMap<Long, double[]> series(int most) {
    TreeMap<Long, double[]> series = new TreeMap<>();
    long time = FROM + random.nextInt(1_000) * 1000L;
    double[] now = {20, 5, 16_777_216 + random.nextInt(1000), random.nextInt(360), 3};
    int stuck = 0;
    for (int row = 1 + random.nextInt(most); row > 0; row--) {
      if (stuck-- <= 0) {
        now[0] += (random.nextInt(9) - 4) / 4.0;
        stuck = random.nextInt(12) == 0 ? random.nextInt(25) : 0;
      }
      now[1] += random.nextInt(3) - 1;
      now[2] = random.nextInt(50) == 0 ? random.nextInt(10) : now[2] + random.nextInt(9) / 4.0;
      now[3] = random.nextInt(361);
      now[4] = random.nextInt(6) - 1;
      double[] read = now.clone();
      for (int i = 0; i < 5; i++) {
        read[i] =
            random.nextInt(12) == 0
                ? Double.NaN
                : i < 2 && random.nextInt(15) == 0 ? random.nextInt(300) - 150 : read[i];
      }
      series.put(time, read);
      time += 1000L * (1 + random.nextInt(90));
      time += random.nextInt(30) == 0 ? STEP * random.nextInt(120) : 0;
    }
    return series;
  }

  private void rule(int channel) {
    boolean isMeter = channel == 2;
    boolean isWind = channel == 3;
    long per = 1000L * (10 + random.nextInt(200));
    double change = 1 + random.nextInt(8);
    long window = 1000L * (200 + random.nextInt(2_000));
    double deviations = 2 + random.nextInt(6);
    long stuck = 1000L * (60 + random.nextInt(600));
    long drawn = 1000L * random.nextInt(2) * random.nextInt(400);
    // A direction and the speed that weights it are known at the same time.
    long delay = channel == 4 && isWeighted ? delays.get(3) : drawn;
    CleaningRules.Rate rate =
        !isWind && random.nextBoolean() ? new CleaningRules.Rate(change, per) : null;
    CleaningRules.Hampel hampel =
        !isWind && random.nextBoolean() ? new CleaningRules.Hampel(window, deviations) : null;
    boolean isSticky = random.nextBoolean();
    rules.add(new CleaningRules(isMeter ? 100 * STEP : 0, rate, hampel, isSticky ? stuck : 0));
    delays.add(delay);
    combines.add(List.of(Combine.values()).get(random.nextInt(5)));
    String name = CHANNELS.get(channel);
    StringBuilder rule = new StringBuilder("{ channels = " + name);
    rule.append(isMeter ? ", counter = true" : "");
    if (rate != null) {
      rule.append(", rate = ").append(change).append(", per = ").append(ticks.span(per));
    }
    if (hampel != null) {
      rule.append(", spike { window = ").append(ticks.span(window));
      rule.append(", deviations = ").append(deviations).append(" }");
    }
    rule.append(isSticky ? ", stuck = " + ticks.span(stuck) : "");
    rule.append(", delay = ").append(ticks.span(delay)).append(" }");
    sets.add("history.rules += " + rule);
    if (!isWind) {
      sets.add(
          "grid.combine.channels."
              + name
              + " = "
              + combines.get(channel).name().toLowerCase(Locale.ROOT));
    }
  }

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    readings.forEach(
        (name, series) ->
            series.forEach(
                (time, values) -> {
                  lines.add(line(name, time, values));
                  if (opposed.get(name).contains(time)) {
                    double[] opposite = values.clone();
                    opposite[3] = (values[3] + 180) % 360;
                    lines.add(line(name, time, opposite));
                  }
                }));
    return lines;
  }

  private String line(String name, long time, double[] values) {
    StringBuilder line = new StringBuilder(ticks.at(time) + "," + name);
    for (double value : values) {
      line.append(',').append(Double.isNaN(value) ? "" : String.valueOf(value));
    }
    return line.toString();
  }

  /** Writes lines to files, and the intervals beside them; the settings that read all. */
  List<String> write(Path folder, List<String> lines, int files) throws IOException {
    Path raw = Files.createDirectories(folder.resolve("raw"));
    int each = (lines.size() + files - 1) / files;
    for (int file = 0; file * each < lines.size(); file++) {
      List<String> part = lines.subList(file * each, Math.min(lines.size(), (file + 1) * each));
      Files.writeString(
          raw.resolve(file + ".csv"),
          "time,site," + String.join(",", CHANNELS) + "\n" + String.join("\n", part) + "\n");
    }
    List<String> all = settings(folder);
    all.add("history { input = [\"" + raw + "\"] }");
    all.add("history.remaining-life { channel = life, cap = 50 }");
    return all;
  }

  /** Writes the intervals; the settings for whatever holds the readings. */
  List<String> settings(Path folder) throws IOException {
    StringBuilder excluded = new StringBuilder("from,to,site,what\n");
    exclusions.forEach(
        (series, channels) ->
            channels.forEach(
                (channel, intervals) ->
                    intervals.forEach(
                        one ->
                            excluded.append(interval(one) + "," + series + "," + channel + "\n"))));
    Files.writeString(folder.resolve("excluded.csv"), excluded);
    StringBuilder labels = new StringBuilder("begin,end\n");
    events.forEach(one -> labels.append(interval(one)).append('\n'));
    Files.writeString(folder.resolve("labels.csv"), labels);
    List<String> all = new ArrayList<>(sets);
    all.add("history { series.column = site, time.pattern = epoch-milliseconds }");
    all.add(
        "history.exclusions { input = \"%s\", series = site, channel = what }"
            .replace("%s", folder.resolve("excluded.csv").toString()));
    all.add(
        "history.labels { input = \"%s\", from = begin, to = end }"
            .replace("%s", folder.resolve("labels.csv").toString()));
    all.add(ticks == Ticks.CYCLES ? "grid.index = cycles" : "grid.step = 1 minute");
    all.add("grid { block-steps = 16, fill = " + fill + ", indicators = [b] }");
    all.add("grid.vectors = [{ direction = wind" + (isWeighted ? ", speed = speed" : "") + " }]");
    return all;
  }

  private String interval(Interval one) {
    long from = ticks.at(one.from());
    return from + "," + Math.max(from + 1, ticks.at(one.to()));
  }
}
