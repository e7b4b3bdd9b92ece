package io.chronoshard.jobs.simulate;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.chronoshard.config.ConfigurationReader;
import io.chronoshard.config.SimulateSettings;
import io.chronoshard.jobs.RunMain;
import io.chronoshard.jobs.spark.Sessions;
import io.chronoshard.registry.Json;
import io.chronoshard.registry.RunStatus;
import io.chronoshard.simulate.FaultCounts;
import io.chronoshard.simulate.Truth;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SimulateIT {

  private static final String CONFIG =
      """
      simulate {
        output = "%1$s/raw"
        steps = 3000
        series = 2
        channels = 9
        rows-per-file = 1000
        faults { repeated = 0.01, unsorted = 0.02, gaps = 0.03, missing = 0.01, marker = "-9999.0" }
      }
      """;

  /** Every kind of fault, and events. */
  private static final String EVERYTHING =
      """
      simulate {
        faults { spikes = 0.01, stuck = 0.05, clock = 0.05, clock-error = 7 minutes, marker = "" }
        faults.drift.channels = ["p (mbar)"]
        faults.unit-change { channel = "T (degC)", at = "2022-01-10T00:00:00Z" }
        events { share = 0.2, longest = 36 }
      }
      """;

  @Test
  void parallelismDoesNotMatter(@TempDir Path folder) throws IOException {
    Written one = write(folder.resolve("one"), "local[1]", 700, EVERYTHING);
    Written two = write(folder.resolve("two"), "local[2]", 700, EVERYTHING);
    Written coarse = write(folder.resolve("coarse"), "local[2]", 3000, EVERYTHING);

    assertThat(one.files).hasSize(10);
    assertThat(two.files).isEqualTo(one.files);
    assertThat(two.counts).isEqualTo(one.counts);
    assertThat(coarse.files).hasSize(2);
    assertThat(lines(coarse.files)).isEqualTo(lines(one.files)).hasSizeGreaterThan(5000);
  }

  @Test
  void aRunLeavesFilesAndTheTruthAboutThem(@TempDir Path folder) throws IOException {
    RunMain main = new RunMain(folder, CONFIG);

    assertThat(main.run("simulate")).as(main.err()).isZero();

    Map<String, String> files = files(folder.resolve("raw"));
    assertThat(files.keySet())
        .containsExactly(
            "_run.json",
            "_truth.json",
            "site-0001-00001.csv",
            "site-0001-00002.csv",
            "site-0001-00003.csv",
            "site-0002-00001.csv",
            "site-0002-00002.csv",
            "site-0002-00003.csv");
    assertThat(files.get("site-0002-00002.csv"))
        .startsWith(
            "series,time,T (degC),p (mbar),rh (%),Tdew (degC),wv (m/s),wd (deg),rad"
                + " (W/m2),channel_8,channel_9\nsite-0002,");
    Truth truth = Json.read(files.get("_truth.json").getBytes(UTF_8), Truth.class, "the truth");
    List<String> lines = lines(files);
    assertThat(truth.channels()).hasSize(9).startsWith("T (degC)");
    assertThat(truth.total().rows()).isEqualTo(lines.size());
    assertThat(truth.total().repeated())
        .isPositive()
        .isEqualTo(lines.size() - lines.stream().distinct().count());
    assertThat(truth.total().unsorted()).isPositive();
    assertThat(truth.total().gaps()).isPositive();
    assertThat(truth.total().rows() - truth.total().repeated() + truth.total().gapSteps())
        .isEqualTo(2 * 3000);
    assertThat(truth.total().missingCells())
        .isPositive()
        .isEqualTo(lines.stream().mapToLong(line -> line.split(",-9999.0", -1).length - 1).sum());
    assertThat(truth.series().get(1).series()).isEqualTo("site-0002");
    assertThat(truth.series().get(1).counts().rows())
        .isEqualTo(lines.stream().filter(line -> line.startsWith("site-0002,")).count());

    assertThat(main.out())
        .contains("site-0001", "site-0002", "all", "missing values")
        .contains(Long.toString(truth.total().rows()))
        .contains("6 files in ", "raw/_truth.json");
    RunStatus status = status(folder.resolve("raw.runs"));
    assertThat(status.state()).isEqualTo(RunStatus.State.DONE);
    assertThat(status.exitCode()).contains(0);
    assertThat(status.counts()).containsEntry("rows", truth.total().rows());
  }

  @Test
  void theSameRunAgainSaysThatItIsDone(@TempDir Path folder) throws IOException {
    RunMain main = new RunMain(folder, CONFIG);
    assertThat(main.run("simulate")).as(main.err()).isZero();
    Map<String, String> before = files(folder.resolve("raw"));

    assertThat(
            main.runWith(
                List.of("simulate", "--config", main.config().toString(), "--json", "--quiet")))
        .as(main.err())
        .isZero();

    assertThat(Json.read(main.out().getBytes(UTF_8), RunStatus.class, "the output").attempt())
        .isEqualTo(1);
    assertThat(files(folder.resolve("raw"))).isEqualTo(before);
  }

  @Test
  void anOutputThatWasRemovedIsMadeAgain(@TempDir Path folder) throws IOException {
    RunMain main = new RunMain(folder, CONFIG);
    assertThat(main.run("simulate", "simulate.steps=100")).as(main.err()).isZero();
    Map<String, String> before = files(folder.resolve("raw"));
    Files.move(folder.resolve("raw"), folder.resolve("away"));

    assertThat(main.run("simulate", "simulate.steps=100")).as(main.err()).isZero();

    assertThat(main.err()).contains("its output is gone; this is attempt 2");
    assertThat(files(folder.resolve("raw"))).isEqualTo(before);
  }

  @Test
  void anotherRunsOutputInTheWayIsRefusedBeforeAnythingStarts(@TempDir Path folder)
      throws IOException {
    RunMain main = new RunMain(folder, CONFIG);
    assertThat(main.run("simulate", "simulate.steps=100")).as(main.err()).isZero();
    Map<String, String> before = files(folder.resolve("raw"));

    assertThat(main.run("simulate", "simulate.steps=100", "simulate.seed=2")).isEqualTo(2);

    assertThat(main.err())
        .contains("another run's output is in the way", "choose another output or remove it");
    assertThat(main.out()).isEmpty();
    assertThat(files(folder.resolve("raw"))).isEqualTo(before);
    try (Stream<Path> runs = Files.list(folder.resolve("raw.runs"))) {
      assertThat(runs).hasSize(1);
    }
  }

  @Test
  void aFolderOfSomebodyElseIsRefused(@TempDir Path folder) throws IOException {
    Files.writeString(Files.createDirectory(folder.resolve("raw")).resolve("mine.csv"), "a\n1\n");
    RunMain main = new RunMain(folder, CONFIG);

    assertThat(main.run("simulate")).isEqualTo(2);

    assertThat(main.err()).contains("no run of ours wrote it");
    assertThat(folder.resolve("raw/mine.csv")).hasContent("a\n1\n");
  }

  @Test
  void formatsHoldTheSame(@TempDir Path folder) throws IOException {
    for (String shape : List.of("wide", "long")) {
      Path here = folder.resolve(shape);
      String base = EVERYTHING + "simulate.shape = " + shape + "\n";
      Written csv = write(here.resolve("csv"), "local[2]", 700, base);
      Written json = write(here.resolve("json"), "local[2]", 700, base + "simulate.format = json");
      Written packed =
          write(
              here.resolve("packed"),
              "local[2]",
              700,
              base + "simulate.format = json\nsimulate.compression = gzip");
      Written parquet =
          write(here.resolve("parquet"), "local[2]", 700, base + "simulate.format = parquet");
      assertThat(packed.files).hasSameSizeAs(parquet.files).containsKey("site-0002-00005.json.gz");
      assertThat(parquet.files).containsKey("site-0002-00005.parquet");
      SparkConf conf = new SparkConf().setMaster("local[2]").set("spark.ui.enabled", "false");
      try (SparkSession spark = Sessions.open("test", conf)) {
        Dataset<Row> found = spark.read().parquet(here.resolve("parquet").toString());
        for (Dataset<Row> other :
            List.of(
                spark
                    .read()
                    .schema(found.schema())
                    .option("header", "true")
                    .csv(here.resolve("csv").toString()),
                spark.read().schema(found.schema()).json(here.resolve("json").toString()),
                spark.read().schema(found.schema()).json(here.resolve("packed").toString()))) {
          assertThat(found.exceptAll(other).isEmpty()).as(shape).isTrue();
          assertThat(other.exceptAll(found).isEmpty()).as(shape).isTrue();
        }
        FaultCounts counts = parquet.total();
        assertThat(csv.total()).isEqualTo(counts);
        assertThat(json.total()).isEqualTo(counts);
        assertThat(packed.total()).isEqualTo(counts);
        assertThat(found.count()).isEqualTo(counts.rows());
        assertThat(found.distinct().count()).isEqualTo(counts.rows() - counts.repeated());
        assertThat(found.filter("minute(time) % 10 != 0").count())
            .isPositive()
            .isEqualTo(counts.misdated());
        String temperature =
            shape.equals("wide") ? "`T (degC)` is null" : "channel = 'T (degC)' and value is null";
        assertThat(found.filter(temperature).count())
            .isPositive()
            .isEqualTo(counts.missing().get(0));
      }
    }
  }

  @Test
  void theTimeOfParquetIsWhatThePatternSays(@TempDir Path folder) throws IOException {
    Map<String, String> types =
        Map.of(
            "iso",
            "timestamp",
            "epoch-seconds",
            "bigint",
            "epoch-milliseconds",
            "bigint",
            "dd.MM.yyyy HH:mm",
            "string");
    for (String pattern : types.keySet()) {
      Path here = folder.resolve(pattern.replace(' ', '-'));
      write(
          here,
          "local[2]",
          3000,
          "simulate { format = parquet, time.pattern = \"" + pattern + "\" }");
      SparkConf conf = new SparkConf().setMaster("local[2]").set("spark.ui.enabled", "false");
      try (SparkSession spark = Sessions.open("test", conf)) {
        Dataset<Row> found = spark.read().parquet(here.toString());
        assertThat(found.schema().apply("time").dataType().catalogString())
            .isEqualTo(types.get(pattern));
        assertThat(found.selectExpr("string(min(time))").first().getString(0))
            .isEqualTo(
                switch (pattern) {
                  case "iso" -> "2022-01-01 00:00:00";
                  case "epoch-seconds" -> "1640995200";
                  case "epoch-milliseconds" -> "1640995200000";
                  default -> "01.01.2022 00:00";
                });
      }
    }
  }

  @Test
  void eventsAreATableBesideTheFiles(@TempDir Path folder) throws IOException {
    RunMain main = new RunMain(folder, CONFIG + EVERYTHING);

    assertThat(main.run("simulate")).as(main.err()).isZero();

    Map<String, String> files = files(folder.resolve("raw"));
    Truth truth = Json.read(files.get("_truth.json").getBytes(UTF_8), Truth.class, "the truth");
    List<String> events = files.get("_events.csv").lines().toList();
    assertThat(events.get(0)).isEqualTo("series,from,to,label");
    assertThat(events.get(1)).matches("site-0001,2022-[^,]*Z,2022-[^,]*Z,(surge|slump)");
    assertThat(events.size() - 1L).isPositive().isEqualTo(truth.total().events());
    assertThat(main.out())
        .contains("spikes", "stuck values", "drifted values", "converted values")
        .contains("clock jumps", "misdated rows", "rows in events");
    assertThat(status(folder.resolve("raw.runs")).counts())
        .containsEntry("events", truth.total().events())
        .containsEntry("spikes", FaultCounts.sum(truth.total().spikes()));
  }

  private record Written(Map<String, String> files, SortedMap<Integer, WrittenFiles> counts) {

    FaultCounts total() {
      return counts.values().stream().reduce(WrittenFiles::plus).orElseThrow().counts();
    }
  }

  private static Written write(Path folder, String master, int rowsPerFile, String more)
      throws IOException {
    Files.createDirectories(folder);
    SimulateSettings settings =
        ConfigurationReader.read(
                Optional.empty(),
                List.of(
                    CONFIG.replace("%1$s", folder.toString()),
                    more,
                    "simulate.rows-per-file=" + rowsPerFile))
            .simulate();
    SparkConf conf = new SparkConf().setMaster(master).set("spark.ui.enabled", "false");
    try (SparkSession spark = Sessions.open("test", conf)) {
      SortedMap<Integer, WrittenFiles> counts =
          new SparkSimulation(settings, new org.apache.hadoop.fs.Path(folder.toUri())).write(spark);
      return new Written(files(folder), counts);
    }
  }

  private static Map<String, String> files(Path folder) throws IOException {
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> listed = Files.list(folder)) {
      for (Path file : listed.toList()) {
        files.put(String.valueOf(file.getFileName()), Files.readString(file, ISO_8859_1));
      }
    }
    return files;
  }

  /** The rows of all CSV files, sorted. */
  private static List<String> lines(Map<String, String> files) {
    List<String> lines = new ArrayList<>();
    files.forEach(
        (name, content) -> {
          if (name.endsWith(".csv")) {
            content.lines().skip(1).forEach(lines::add);
          }
        });
    return lines.stream().sorted().toList();
  }

  private static RunStatus status(Path runs) throws IOException {
    try (Stream<Path> listed = Files.list(runs)) {
      Path file = listed.findFirst().orElseThrow().resolve("status.json");
      return Json.read(Files.readAllBytes(file), RunStatus.class, file.toString());
    }
  }
}
