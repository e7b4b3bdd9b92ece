package io.chronoshard.jobs.ingest;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.math3.random.MersenneTwister;

/** Rows of several series with repeats, contradictions, gaps and missing values, in any order. */
record FaultyRows(List<String> lines) {

  private static final String HEADER = "time,site,x (°C),y";
  private static final String OTHER_HEADER = "y,site,time,x (°C)";

  /** Settings that read them. */
  static final String SETTINGS =
      "history { time.pattern = epoch-milliseconds, series.column = site, missing = [\"-9999\", \"\"] }";

  static FaultyRows of(int seed) {
    MersenneTwister random = new MersenneTwister(new int[] {seed, 11});
    List<String> lines = new ArrayList<>();
    for (int series = 1 + random.nextInt(4); series > 0; series--) {
      long time = 1_577_836_800_000L + random.nextInt(3_000_000);
      for (int row = 1 + random.nextInt(400); row > 0; row--) {
        int copies = random.nextInt(9) == 0 ? 2 : 1;
        for (int copy = 0; copy < copies; copy++) {
          lines.add(time + ",site-" + series + "," + value(random) + "," + value(random));
        }
        if (random.nextInt(9) == 0) {
          lines.add(lines.get(lines.size() - 1));
        }
        time +=
            random.nextInt(12) == 0
                ? 60_000L * random.nextInt(90)
                : 30_000 + random.nextInt(60_000);
      }
    }
    for (int i = lines.size() - 1; i > 0; i--) {
      int j = random.nextInt(Math.min(i, 30) + 1);
      String moved = lines.get(i);
      lines.set(i, lines.get(i - j));
      lines.set(i - j, moved);
    }
    return new FaultyRows(lines);
  }

  private static String value(MersenneTwister random) {
    return switch (random.nextInt(9)) {
      case 0 -> "-9999.00";
      case 1 -> "";
      default -> String.format(Locale.ROOT, "%.2f", random.nextGaussian());
    };
  }

  /** Writes them to files whose names, headers and compression differ. */
  void write(Path folder) throws IOException {
    Files.createDirectories(folder.resolve("sub"));
    int third = lines.size() / 3;
    Files.writeString(
        folder.resolve("a b%20[1]{x}.csv"), "\uFEFF" + text(HEADER, lines.subList(0, third)));
    List<String> turned = new ArrayList<>();
    for (String line : lines.subList(third, 2 * third)) {
      String[] cells = line.split(",", -1);
      turned.add(String.join(",", cells[3], cells[1], cells[0], cells[2]));
    }
    Files.writeString(
        folder.resolve("sub/ä+?.csv"), text(OTHER_HEADER, turned).replace("\n", "\r\n\r\n"));
    try (OutputStream out =
        new GZIPOutputStream(Files.newOutputStream(folder.resolve("z#.csv.gz")))) {
      out.write(
          text(HEADER, lines.subList(2 * third, lines.size())).getBytes(StandardCharsets.UTF_8));
    }
    Files.writeString(folder.resolve("header only.csv"), HEADER + "\n");
  }

  private static String text(String header, List<String> rows) {
    return header + "\n" + String.join("\n", rows) + "\n";
  }
}
