package io.chronoshard.grid;

import io.chronoshard.grid.MadeUpSensors.Ticks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.commons.math3.random.MersenneTwister;

/**
 * Made-up sensors whose readings come file by file, are revised and removed, in one of several
 * formats and with rules, attributes, categories, faults and limits drawn from a seed.
 */
public final class GrowingSensors {

  /** How files hold readings. */
  public enum Format {
    CSV,
    LONG_CSV,
    JSON,
    LONG_JSON,
    PARQUET
  }

  /** What is wrong with a row, so that it cannot be read. */
  public enum Fault {
    NONE,
    SITE,
    TIME,
    CELL,
    CUT
  }

  /**
   * A reading.
   *
   * @param cells a number or text for each channel that is known
   */
  public record Row(String site, long time, Map<String, String> cells, Fault fault) {

    private Row with(Fault other) {
      return new Row(site, time, cells, other);
    }
  }

  /** Writes files that are no text. */
  public interface TableWriter {

    /** Writes a file of rows, of which each has these numbers. */
    void write(Path file, List<String> numbers, List<Row> rows) throws IOException;
  }

  private static final String STATE = "state";

  /** A channel that nobody reads. */
  private static final String NOISE = "noise";

  private final Path folder;
  private final Format format;
  private final TableWriter writer;
  private final MersenneTwister random;
  private final boolean hasStates;
  private final boolean hasFaults;
  private final boolean hasNoise;
  private final Ticks ticks;
  private final List<Row> rows = new ArrayList<>();
  private final List<List<Row>> parts = new ArrayList<>();
  private final TreeMap<String, List<Row>> files = new TreeMap<>();
  private final List<String> settings;
  private int written;

  /** For text files. */
  GrowingSensors(int seed, Path folder, Format format) throws IOException {
    this(
        seed,
        folder,
        format,
        (file, numbers, rows) -> {
          throw new IllegalStateException(format + " is no text");
        });
  }

  /** Some of the files are there at once. */
  public GrowingSensors(int seed, Path folder, Format format, TableWriter writer)
      throws IOException {
    this.folder = folder;
    this.format = format;
    this.writer = writer;
    random = new MersenneTwister(new int[] {seed, 33});
    hasStates = format != Format.PARQUET && random.nextInt(8) == 0;
    hasFaults = random.nextInt(3) == 0;
    hasNoise = isLong() && random.nextInt(3) == 0;
    ticks = random.nextInt(3) == 0 ? Ticks.CYCLES : Ticks.MILLISECONDS;
    MadeUpSensors made = new MadeUpSensors(1000 + seed, 600, ticks);
    for (String line : made.lines()) {
      rows.add(row(line));
    }
    Files.createDirectories(folder.resolve("raw"));
    settings = made.settings(folder);
    settings.add("history.input = [\"" + folder.resolve("raw") + "\"]");
    settings.addAll(formatSettings());
    settings.addAll(moreRules());
    settings.addAll(limits());
    order();
    Row anchor = row(ticks.at(MadeUpSensors.FROM) + ",s0,20,5,1,0,0");
    if (hasStates) {
      anchor.cells().put(STATE, "on");
    }
    write("anchor", List.of(anchor));
    for (int part = 0; part < parts.size(); part++) {
      if (random.nextInt(3) > 0) {
        write("first-" + part, parts.get(part));
      }
    }
  }

  private Row row(String line) {
    String[] read = line.split(",", -1);
    Map<String, String> cells = new LinkedHashMap<>();
    for (int i = 0; i < MadeUpSensors.CHANNELS.size(); i++) {
      if (!read[2 + i].isEmpty()) {
        cells.put(MadeUpSensors.CHANNELS.get(i), read[2 + i]);
      }
    }
    if (hasStates && random.nextInt(5) > 0) {
      cells.put(STATE, List.of("on", "off", "idle", "wait").get(random.nextInt(4)));
    }
    if (hasNoise && random.nextInt(5) == 0) {
      cells.put(NOISE, "7");
    }
    return new Row(read[1], Long.parseLong(read[0]), cells, Fault.NONE);
  }

  private List<String> formatSettings() {
    List<String> sets = new ArrayList<>();
    if (isLong()) {
      sets.add("history.long { channel = what, values = [v] }");
    }
    if (format == Format.JSON || hasNoise || random.nextBoolean()) {
      sets.add("history.channels = [" + String.join(", ", channels()) + "]");
    }
    sets.add(
        "history.format = "
            + switch (format) {
              case CSV, LONG_CSV -> "csv";
              case JSON, LONG_JSON -> "json";
              case PARQUET -> "parquet";
            });
    return sets;
  }

  private boolean isLong() {
    return format == Format.LONG_CSV || format == Format.LONG_JSON;
  }

  private List<String> channels() {
    List<String> channels = new ArrayList<>(MadeUpSensors.CHANNELS);
    if (hasStates) {
      channels.add(STATE);
    }
    return channels;
  }

  private List<String> moreRules() throws IOException {
    List<String> sets = new ArrayList<>();
    if (random.nextBoolean()) {
      sets.add("history.rules += { channels = a, minimum = -90, maximum = 120 }");
    }
    if (random.nextBoolean()) {
      sets.add("history.rules += { channels = b, factor = 0.5, offset = -2 }");
    }
    if (hasStates) {
      sets.add("history.rules += { channels = " + STATE + ", category = true }");
    }
    String repeats = List.of("mean", "minimum", "maximum", "first", "last").get(random.nextInt(5));
    sets.add("grid.repeats = " + repeats);
    if (random.nextInt(10) == 0) {
      sets.add("history.remaining-life.channel = life");
    }
    if (random.nextBoolean()) {
      Path attributes = folder.resolve("attributes.csv");
      Files.writeString(attributes, "site,height,kind\ns1,3.5,old\ns3,,new\ns2,-1,\n");
      sets.add(
          "history.series.attributes { input = \"%s\", key = site, columns = [height%s] }"
              .replaceFirst("%s", attributes.toString())
              .replaceFirst("%s", hasStates ? ", kind" : ""));
      if (hasStates) {
        sets.add("history.rules += { channels = kind, category = true }");
      }
    }
    return sets;
  }

  /** Some are exceeded now and then. */
  private List<String> limits() {
    List<String> sets = new ArrayList<>();
    if (hasFaults && random.nextInt(4) > 0) {
      sets.add("history.limits.unparsable = " + List.of(0.01, 0.1, 1).get(random.nextInt(3)));
    }
    if (random.nextInt(3) == 0) {
      String kind =
          List.of(
                  "unread",
                  "repeated",
                  "conflicting",
                  "combined",
                  "off-order",
                  "missing",
                  "absent",
                  "filled",
                  "unknown")
              .get(random.nextInt(9));
      sets.add("history.limits." + kind + " = " + random.nextInt(100) / 100.0);
    }
    if (random.nextInt(4) == 0) {
      sets.add(
          "history.limits.gap = " + ticks.span(MadeUpSensors.STEP * (100 + random.nextInt(400))));
    }
    return sets;
  }

  /** Readings come in the order of time mostly; a part is what one file brings. */
  private void order() {
    if (random.nextInt(4) > 0) {
      rows.sort(Comparator.comparingLong(Row::time));
    }
    int from = 0;
    while (from < rows.size()) {
      int to = Math.min(rows.size(), from + 1 + random.nextInt(60));
      parts.add(rows.subList(from, to));
      from = to;
    }
  }

  /** What reads all files and does with them as the seed has it. */
  public List<String> settings() {
    return settings;
  }

  /** What is different from seed to seed, for who looks into one that fails. */
  @Override
  public String toString() {
    return format + " " + String.join("\n", settings) + "\n" + files.keySet();
  }

  /**
   * Adds, revises or removes some files.
   *
   * @return all rows that they hold and held
   */
  public List<Row> change() throws IOException {
    List<Row> changed = new ArrayList<>();
    for (int change = random.nextInt(3); change >= 0; change--) {
      List<String> names = files.keySet().stream().filter(name -> !name.equals("anchor")).toList();
      String some = names.isEmpty() ? "new" : names.get(random.nextInt(names.size()));
      List<Row> part = parts.get(random.nextInt(parts.size()));
      changed.addAll(files.getOrDefault(some, List.of()));
      switch (random.nextInt(5)) {
        case 0, 1 -> changed.addAll(write("new-" + random.nextInt(100), spoilt(part)));
        case 2 -> changed.addAll(write(some, spoilt(revised(files.getOrDefault(some, part)))));
        case 3 -> changed.addAll(write(some, part.subList(0, 1 + random.nextInt(part.size()))));
        default -> remove(some);
      }
    }
    return changed;
  }

  private List<Row> revised(List<Row> before) {
    return before.stream()
        .filter(row -> random.nextInt(10) > 0)
        .map(
            row ->
                new Row(
                    row.site(),
                    row.time() + (random.nextInt(8) == 0 ? ticks.at(30_000) - ticks.at(0) : 0),
                    row.cells().entrySet().stream()
                        .filter(cell -> random.nextInt(8) > 0)
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)),
                    row.fault()))
        .toList();
  }

  /** Some of the rows of some files cannot be read, and of a few files none. */
  private List<Row> spoilt(List<Row> content) {
    if (!hasFaults || random.nextInt(3) > 0) {
      return content;
    }
    int most = random.nextInt(4) == 0 ? 1 : 8;
    return content.stream()
        .map(row -> random.nextInt(most) == 0 ? row.with(fault()) : row)
        .toList();
  }

  /** Columns of numbers hold nothing else, and are not cut. */
  private Fault fault() {
    return Fault.values()[1 + random.nextInt(format == Format.PARQUET ? 2 : 4)];
  }

  private void remove(String name) throws IOException {
    if (files.remove(name) != null) {
      Files.delete(path(name));
    }
  }

  /** No file has the time of another one, so that a revised one is known by it. */
  private List<Row> write(String name, List<Row> content) throws IOException {
    List<Row> both = new ArrayList<>(files.getOrDefault(name, List.of()));
    both.addAll(content);
    files.put(name, content);
    if (format == Format.PARQUET) {
      writer.write(path(name), MadeUpSensors.CHANNELS, content);
    } else {
      Files.writeString(
          path(name), new ReadingLines(format, channels(), Set.of(STATE)).of(content));
    }
    written++;
    Files.setLastModifiedTime(
        path(name), FileTime.fromMillis(1_600_000_000_000L + 1000L * written));
    return both;
  }

  private Path path(String name) {
    String ending =
        switch (format) {
          case CSV, LONG_CSV -> ".csv";
          case JSON, LONG_JSON -> ".json";
          case PARQUET -> ".parquet";
        };
    return folder.resolve("raw").resolve(name + ending);
  }
}
