package io.chronoshard.bench;

import io.chronoshard.bench.MadeUpCsv.Order;
import io.chronoshard.bench.MadeUpCsv.Packing;
import io.chronoshard.jobs.Main;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Ingests files and has Spark alone read and write them, in turn, in one JVM. Sizes: {@code
 * --rows=}, {@code --series=} (of 100 rows each), {@code --scattered=} rows of one series, {@code
 * --rounds=}; 0 leaves a case out.
 */
public final class IngestCases {

  private static final int CHANNELS = 14;
  private static final int ROWS_PER_SERIES = 100;

  private final Path folder;
  private final int rounds;

  private IngestCases(Path folder, int rounds) {
    this.folder = folder;
    this.rounds = rounds;
  }

  /** Measures, and prints a table. */
  public static void main(String[] arguments) throws IOException {
    List<String> given = List.of(arguments);
    int rows = size(given, "rows", 10_000_000);
    int series = size(given, "series", 1_000_000);
    int scattered = size(given, "scattered", 20_000_000);
    int rounds = size(given, "rounds", 3);
    Map<String, MadeUpCsv> cases = new LinkedHashMap<>();
    if (rows > 0) {
      cases.put("plain", new MadeUpCsv(1, rows, CHANNELS, 8, Order.SORTED, Packing.PLAIN));
      cases.put("gzip", new MadeUpCsv(1, rows, CHANNELS, 8, Order.SORTED, Packing.GZIP));
    }
    if (series > 0) {
      cases.put(
          "many series",
          new MadeUpCsv(series, ROWS_PER_SERIES, 2, 16, Order.SORTED, Packing.PLAIN));
    }
    if (scattered > 0) {
      cases.put(
          "out of order", new MadeUpCsv(1, scattered, CHANNELS, 8, Order.SCATTERED, Packing.PLAIN));
    }
    Path folder = Files.createTempDirectory("bench-ingest");
    try {
      Table table =
          new Table(
              1,
              List.of(
                  "files",
                  "rows",
                  "series",
                  "ingest s",
                  "alone s",
                  "times",
                  "cpu times",
                  "peak heap MiB"));
      IngestCases all = new IngestCases(folder, rounds);
      all.warmUp();
      for (Map.Entry<String, MadeUpCsv> one : cases.entrySet()) {
        all.measure(one.getKey(), one.getValue(), table);
      }
      System.out.println(description(rounds));
      System.out.println();
      System.out.print(given.contains("--markdown") ? table.markdown() : table.text());
    } finally {
      Folders.remove(folder);
    }
  }

  private static int size(List<String> arguments, String name, int normally) {
    return arguments.stream()
        .filter(argument -> argument.startsWith("--" + name + "="))
        .map(argument -> Integer.valueOf(argument.substring(name.length() + 3)))
        .findFirst()
        .orElse(normally);
  }

  private static String description(int rounds) {
    return String.format(
        Locale.ROOT,
        """
        CSV files to the history table, beside Spark alone that reads them with a schema and writes Parquet,
        both from the start of their session to its end; %d channels, 2 where there are many series of %d rows.
        Medians of %d rounds in which each has its turn, in one JVM with a heap of 4 GiB, local[*]; "times"
        is by the clock, "cpu times" by the processor time of all threads; the peak of the heap counts garbage.
        %s.""",
        CHANNELS,
        ROWS_PER_SERIES,
        rounds,
        Machine.description());
  }

  /** Lets the compiler see both before they are measured. */
  private void warmUp() throws IOException {
    MadeUpCsv small = new MadeUpCsv(4, 50_000, CHANNELS, 4, Order.SORTED, Packing.PLAIN);
    new IngestCases(folder, 2).measure("warm-up", small, new Table(1, List.of()));
  }

  private void measure(String name, MadeUpCsv csv, Table table) throws IOException {
    Path raw = folder.resolve("raw");
    csv.write(raw);
    double[] ours = new double[rounds];
    double[] alone = new double[rounds];
    double[] times = new double[rounds];
    double[] cpuTimes = new double[rounds];
    long peak = 0;
    for (int round = 0; round < rounds; round++) {
      Effort ingest = Effort.of(() -> ingest(csv, raw));
      Folders.remove(folder.resolve("table"));
      Folders.remove(folder.resolve("table.runs"));
      Effort spark = Effort.of(() -> alone(csv, raw));
      Folders.remove(folder.resolve("alone"));
      ours[round] = ingest.seconds();
      alone[round] = spark.seconds();
      times[round] = ingest.seconds() / spark.seconds();
      cpuTimes[round] = ingest.cpuSeconds() / spark.cpuSeconds();
      peak = Math.max(peak, ingest.peakHeapBytes());
      System.err.printf(
          Locale.ROOT, "bench: %s, round %d: %s, alone %s%n", name, round + 1, ingest, spark);
    }
    Folders.remove(raw);
    table.add(
        List.of(
            name,
            String.format(Locale.ROOT, "%,d", csv.rows()),
            String.format(Locale.ROOT, "%,d", csv.series()),
            String.format(Locale.ROOT, "%.1f", Spread.of(ours).median()),
            String.format(Locale.ROOT, "%.1f", Spread.of(alone).median()),
            String.format(Locale.ROOT, "%.2f", Spread.of(times).median()),
            String.format(Locale.ROOT, "%.2f", Spread.of(cpuTimes).median()),
            String.format(Locale.ROOT, "%,d", peak >> 20)));
  }

  private void ingest(MadeUpCsv csv, Path raw) {
    try {
      Path config = folder.resolve("ingest.conf");
      Files.writeString(
          config,
          String.format(
              Locale.ROOT,
              "history { input = [\"%s\"], table = \"%s\", series.column = \"%s\" }%n",
              raw,
              folder.resolve("table"),
              csv.series() > 1 ? "series" : ""));
      PrintStream nowhere =
          new PrintStream(PrintStream.nullOutputStream(), false, StandardCharsets.UTF_8);
      int code =
          Main.run(
              new String[] {"ingest", "--config", config.toString(), "--quiet"},
              nowhere,
              System.err);
      if (code != 0) {
        throw new IllegalStateException("ingest ended with code " + code);
      }
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private void alone(MadeUpCsv csv, Path raw) {
    StructType schema = new StructType().add("time", DataTypes.TimestampType);
    if (csv.series() > 1) {
      schema = schema.add("series", DataTypes.StringType);
    }
    for (int channel = 0; channel < csv.channels(); channel++) {
      schema = schema.add(csv.channel(channel), DataTypes.FloatType);
    }
    try (SparkSession spark =
        SparkSession.builder().master("local[*]").appName("alone").getOrCreate()) {
      spark
          .read()
          .schema(schema)
          .option("header", true)
          .csv(raw.toString())
          .write()
          .parquet(folder.resolve("alone").toString());
    }
  }
}
