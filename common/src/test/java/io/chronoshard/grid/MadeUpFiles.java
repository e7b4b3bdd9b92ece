package io.chronoshard.grid;

import io.chronoshard.config.Configuration;
import io.chronoshard.config.ConfigurationReader;
import io.chronoshard.hadoop.HadoopDefaults;
import io.chronoshard.history.HistoryFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.math3.random.MersenneTwister;

/**
 * Small tables with every fault there is, made from a seed: several series, rows in any order,
 * repeats that agree and that do not, several times in a step, missing values, long gaps.
 *
 * @param lines data rows as CSV
 * @param sets settings that fit them
 */
record MadeUpFiles(List<String> lines, List<String> sets) {

  static final String HEADER = "time,site,a,b,c";

  private static final List<String> COMBINES = List.of("last", "mean", "sum", "minimum", "maximum");

  static MadeUpFiles clock(int seed, String repeats) {
    MersenneTwister random = new MersenneTwister(new int[] {seed, 1});
    List<String> lines = new ArrayList<>();
    int seriesCount = 1 + random.nextInt(4);
    for (int series = 0; series < seriesCount; series++) {
      long time = 1_577_836_800_000L + random.nextInt(1_000_000);
      int rows = 1 + random.nextInt(120);
      for (int row = 0; row < rows; row++) {
        String known = String.format(Locale.ROOT, "%d,s%d,", time, series);
        String line = known + values(random);
        lines.add(line);
        while (random.nextInt(5) == 0) {
          lines.add(random.nextBoolean() ? line : known + values(random));
        }
        time +=
            switch (random.nextInt(8)) {
              case 0 -> 1 + random.nextInt(30_000);
              case 1 -> 60_000L * random.nextInt(60);
              default ->
                  60_000
                      - time % 60_000
                      + 60_000
                      + (random.nextBoolean() ? 0 : random.nextInt(9_000));
            };
      }
    }
    shuffle(lines, random);
    return new MadeUpFiles(
        lines,
        List.of(
            "history { time { column = time, pattern = epoch-milliseconds } }",
            "history { series.column = site, missing = [\"-9999\", \"\"] }",
            "grid { step = 1 minute, block-steps = 16, repeats = " + repeats + " }",
            "grid.fill = " + random.nextInt(4) * random.nextInt(30),
            "grid.combine { default = "
                + COMBINES.get(random.nextInt(5))
                + ", channels.b = "
                + COMBINES.get(random.nextInt(5))
                + " }"));
  }

  static MadeUpFiles rows(int seed) {
    MersenneTwister random = new MersenneTwister(new int[] {seed, 2});
    List<String> lines = new ArrayList<>();
    int seriesCount = 1 + random.nextInt(3);
    int rows = 1 + random.nextInt(300);
    for (int row = 0; row < rows; row++) {
      lines.add(
          String.format(
              Locale.ROOT,
              "%d,s%d,%s",
              1_577_836_800_000L + random.nextInt(1_000_000),
              random.nextInt(seriesCount),
              values(random)));
    }
    return new MadeUpFiles(
        lines,
        List.of(
            "history { time { column = time, pattern = epoch-milliseconds } }",
            "history { series.column = site, missing = [\"-9999\", \"\"] }",
            "grid { index = rows, block-steps = 16, fill = " + random.nextInt(3) + " }"));
  }

  private static String values(MersenneTwister random) {
    List<String> values = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      values.add(
          switch (random.nextInt(6)) {
            case 0 -> "-9999.0";
            case 1 -> "";
            default -> String.format(Locale.ROOT, "%.1f", random.nextInt(40) / 10.0 - 2);
          });
    }
    return String.join(",", values);
  }

  static void shuffle(List<String> lines, MersenneTwister random) {
    for (int i = lines.size() - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      String moved = lines.get(i);
      lines.set(i, lines.get(j));
      lines.set(j, moved);
    }
  }

  /** Writes the rows in their order, dealt to files in runs. */
  void write(Path folder, int files) throws IOException {
    Files.createDirectories(folder);
    int each = (lines.size() + files - 1) / files;
    for (int file = 0; file * each < lines.size(); file++) {
      List<String> part = lines.subList(file * each, Math.min(lines.size(), (file + 1) * each));
      Files.writeString(
          folder.resolve(String.format(Locale.ROOT, "part-%03d.csv", file)),
          HEADER + "\n" + String.join("\n", part) + "\n");
    }
  }

  /** Rows that stand in their file behind one of their series of a later time. */
  long offOrder(int files) {
    if (sets.toString().contains("index = rows")) {
      return 0;
    }
    int each = (lines.size() + files - 1) / files;
    long count = 0;
    for (int i = 0; i < lines.size(); i++) {
      String[] row = lines.get(i).split(",", -1);
      count +=
          lines.subList(i / each * each, i).stream()
                  .map(line -> line.split(",", -1))
                  .anyMatch(
                      other ->
                          other[1].equals(row[1])
                              && Long.parseLong(other[0]) > Long.parseLong(row[0]))
              ? 1
              : 0;
    }
    return count;
  }

  Configuration settings(Path folder) {
    List<String> all = new ArrayList<>(sets);
    all.add("history.input = [\"" + folder + "\"]");
    return ConfigurationReader.read(Optional.empty(), all);
  }

  static HistoryFiles open(Configuration settings) {
    org.apache.hadoop.conf.Configuration hadoop = HadoopDefaults.copy();
    return HistoryFiles.open(
        HistoryFiles.list(settings.history(), hadoop),
        settings.history(),
        settings.grid().index(),
        hadoop);
  }

  static GridTable grid(Configuration settings) {
    return GridTable.of(open(settings), settings.history(), settings.grid());
  }

  /** A result without what depends on files and on the order of their rows. */
  static GridResult content(GridTable table) {
    Ledger ledger = table.result().ledger();
    return new GridResult(
        table.result().history(),
        new Ledger(
            ordered(ledger.rows()),
            List.of(),
            0,
            ledger.series().stream()
                .map(
                    one ->
                        new Ledger.SeriesAccount(
                            one.series(), ordered(one.rows()), one.steps(), one.unknownSteps()))
                .toList(),
            ledger.seriesCount(),
            ledger.steps(),
            ledger.unknownSteps(),
            ledger.channels(),
            List.of(),
            ledger.gaps(),
            ledger.gapCount()));
  }

  private static Ledger.Rows ordered(Ledger.Rows rows) {
    return rows.plus(new Ledger.Rows(0, 0, 0, 0, 0, 0, 0, 0, -rows.offOrder()));
  }
}
