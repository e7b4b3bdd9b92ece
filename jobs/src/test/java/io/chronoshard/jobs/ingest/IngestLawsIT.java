package io.chronoshard.jobs.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.chronoshard.config.Configuration;
import io.chronoshard.config.ConfigurationReader;
import io.chronoshard.grid.GridResult;
import io.chronoshard.grid.GridTable;
import io.chronoshard.grid.PieceList;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What Spark ingests is what plain Java grids in memory, cell by cell and count by count. */
class IngestLawsIT {

  private static IngestBench bench;

  @TempDir private Path folder;

  private static final int SERIES = PieceList.MOST / 2 + 5000;

  @BeforeAll
  static void openSpark() {
    bench = IngestBench.open(700);
  }

  @AfterAll
  static void closeSpark() {
    bench.close();
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(ints = {1, 2, 3, 4, 5, 6})
  void sparkDoesNotMatterOnClockTime(int seed) throws IOException {
    FaultyRows.of(seed).write(folder.resolve("raw"));
    String repeats = List.of("mean", "maximum", "first", "last").get(seed % 4);
    String combine = List.of("last", "mean", "sum").get(seed % 3);
    sameAsInMemory(
        seed,
        "grid { step = 1 minute, block-steps = 32, fill = " + seed * 11 % 70 + " }",
        "grid { repeats = " + repeats + ", combine.default = " + combine + " }");
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(ints = {1, 2, 3})
  void sparkDoesNotMatterToWhatLooksBack(int seed) throws IOException {
    FaultyRows.of(seed).write(folder.resolve("raw"));
    Path excluded = folder.resolve("excluded.csv");
    Files.writeString(
        excluded, "from,to,channel\n1577840000000,1577841000000,y\n1577850000000,1577853000000,\n");
    sameAsInMemory(
        seed,
        "history.rules = [{ channels = \"x*\", rate = 1, per = 2 minutes, delay = 7 minutes },"
            + " { channels = y, spike { window = 20 minutes, deviations = 2 }, stuck = 1 minute }]",
        "history.exclusions { input = \"" + excluded + "\", channel = channel }",
        "history.labels { input = \"" + excluded + "\", channel = event }",
        "history.remaining-life.channel = life",
        "grid { step = "
            + (seed == 1 ? "auto" : "1 minute")
            + ", block-steps = 32, fill = "
            + seed
            + ", indicators = [\"*\"] }");
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(ints = {1, 2, 3})
  void sparkDoesNotMatterWhereRowsAreSteps(int seed) throws IOException {
    FaultyRows.of(seed).write(folder.resolve("raw"));
    sameAsInMemory(seed, "grid { index = rows, block-steps = 32, fill = " + seed + " }");
    sameAsInMemory(
        seed,
        "grid { index = rows, block-steps = 32 }",
        "history { time.column = \"\", series.column = \"\", channels = [y] }");
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(ints = {7, 8})
  void filesDoNotMatterOnClockTime(int seed) throws IOException {
    FaultyRows rows = FaultyRows.of(seed);
    rows.write(folder.resolve("raw"));
    String sets = "grid { step = 1 minute, fill = 5, block-steps = 64 }";
    GridResult one = ingest(settings(sets), "one", 100).result;
    List<String> reversed = new ArrayList<>(rows.lines());
    Collections.reverse(reversed);
    new FaultyRows(reversed).write(folder.resolve("raw"));
    Files.move(folder.resolve("raw/z#.csv.gz"), folder.resolve("raw/0.csv.gz"));

    GridResult other = ingest(settings(sets), "other", 37).result;

    assertThat(other.history()).as("seed %d", seed).isEqualTo(one.history());
    assertThat(other.ledger().channels()).isEqualTo(one.ledger().channels());
    assertThat(other.ledger().gaps()).isEqualTo(one.ledger().gaps());
  }

  /**
   * A file that is cut, of more series than what comes before its pieces is known of in one place.
   */
  @ParameterizedTest(name = "grid.index = {0}")
  @ValueSource(strings = {"time", "rows"})
  void sparkDoesNotMatterToManySeriesInOneFile(String index) throws IOException {
    Files.createDirectories(folder.resolve("raw"));
    try (BufferedWriter rows = Files.newBufferedWriter(folder.resolve("raw/a.csv"))) {
      rows.write("time,site,x\n");
      for (int row = 0; row < 4; row++) {
        for (int series = 0; series < SERIES; series++) {
          // Of one series in three, the first row is the latest.
          long minute = series % 3 == 0 ? 9 - row : 5 + row;
          rows.write(
              1_577_836_800_000L
                  + 60_000 * minute
                  + ",one-of-very-many-sites-"
                  + series
                  + ","
                  + row
                  + ".5\n");
        }
      }
    }
    Configuration settings = settings("grid { index = " + index + ", step = 1 minute }");
    GridTable memory = IngestBench.inMemory(settings);
    assertThat(memory.result().ledger().rows().offOrder())
        .isEqualTo(index.equals("time") ? 3 * ((SERIES + 2) / 3) : 0);
    Ingested ingested = ingest(settings, "table", 100_000);
    assertThat(ingested.result).isEqualTo(memory.result());
    assertThat(ingested.rows).isEqualTo(IngestBench.texts(memory));
  }

  private void sameAsInMemory(int seed, String... sets) throws IOException {
    Configuration settings = settings(sets);
    GridTable memory = IngestBench.inMemory(settings);
    for (int rowsPerRange : new int[] {20, 10_000}) {
      Ingested ingested =
          ingest(settings, "table-" + rowsPerRange + "-" + sets.length, rowsPerRange);
      assertThat(ingested.result).as("seed %d", seed).isEqualTo(memory.result());
      assertThat(ingested.rows).as("seed %d", seed).isEqualTo(IngestBench.texts(memory));
      assertThat(ingested.files).hasSizeGreaterThan(rowsPerRange == 20 ? 3 : 0);
    }
  }

  private record Ingested(GridResult result, List<String> rows, List<String> files) {}

  private Ingested ingest(Configuration settings, String name, int rowsPerRange)
      throws IOException {
    Path table = folder.resolve(name);
    GridResult result =
        bench
            .ingest(settings, bench.files(settings), rowsPerRange)
            .make(bench.spark(), () -> new org.apache.hadoop.fs.Path(table.toString()))
            .result();
    try (Stream<Path> written = Files.list(table)) {
      return new Ingested(
          result,
          bench.texts(table, result.history()),
          written.map(Path::toString).filter(file -> file.endsWith(".parquet")).toList());
    }
  }

  private Configuration settings(String... sets) {
    List<String> all = new ArrayList<>(List.of(FaultyRows.SETTINGS));
    all.add("history.input = [\"" + folder.resolve("raw") + "\"]");
    all.addAll(List.of(sets));
    return ConfigurationReader.read(Optional.empty(), all);
  }
}
