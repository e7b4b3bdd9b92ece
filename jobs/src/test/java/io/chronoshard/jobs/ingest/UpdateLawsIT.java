package io.chronoshard.jobs.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.chronoshard.config.Configuration;
import io.chronoshard.config.ConfigurationReader;
import io.chronoshard.error.DataException;
import io.chronoshard.grid.Attempt;
import io.chronoshard.grid.GridResult;
import io.chronoshard.grid.GridTable;
import io.chronoshard.grid.GrowingSensors;
import io.chronoshard.grid.GrowingSensors.Fault;
import io.chronoshard.grid.GrowingSensors.Format;
import io.chronoshard.grid.TableFile;
import io.chronoshard.grid.TablePlan;
import io.chronoshard.grid.Untouched;
import io.chronoshard.grid.UpdateObstacle;
import io.chronoshard.history.HistoryFiles;
import io.chronoshard.jobs.spark.Sessions;
import io.chronoshard.registry.SnapshotHead;
import io.chronoshard.registry.SnapshotStaging;
import io.chronoshard.registry.TableSnapshot;
import io.chronoshard.registry.TableSnapshots;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.commons.math3.random.MersenneTwister;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A table that Spark brings up to date is what is made of all files at once. */
class UpdateLawsIT {

  private static final int ROWS_PER_RANGE = 40;

  private static IngestBench bench;

  private static int rounds;

  private static int stayed;

  private static int refused;

  private static long unreadable;

  @TempDir private Path folder;

  private int written;

  @BeforeAll
  static void openSpark() {
    bench = IngestBench.open(3_000);
  }

  @AfterAll
  static void closeSpark() {
    bench.close();
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(ints = {21, 22, 23})
  void anUpdatedTableIsTheOneThatAllFilesMake(int seed) throws IOException {
    MersenneTwister random = new MersenneTwister(new int[] {seed, 5});
    List<String> lines = new ArrayList<>(FaultyRows.of(seed).lines());
    lines.sort(null);
    int parts = 8;
    Files.createDirectories(folder.resolve("raw"));
    for (int part = 0; part < parts; part += 2) {
      write(lines, part, parts);
    }
    Configuration settings = settings(seed);
    long reused = 0;
    for (int round = 0; round < 4; round++) {
      Set<String> before = round == 0 ? Set.of() : names();
      TableSnapshot snapshot = ingest(settings);
      reused += before.stream().filter(names()::contains).count();

      GridTable memory = IngestBench.inMemory(settings);
      assertThat(resultOf(snapshot)).as("seed %d", seed).isEqualTo(memory.result());
      assertThat(texts(snapshot)).as("seed %d", seed).isEqualTo(IngestBench.texts(memory));

      int part = random.nextInt(parts);
      Path file = file(part);
      if (Files.exists(file) && random.nextBoolean()) {
        Files.delete(file);
      } else {
        write(lines, part, parts + random.nextInt(2));
      }
    }
    assertThat(reused).as("files that stayed").isPositive();
  }

  @ParameterizedTest(name = "seed {0}, {1}")
  @CsvSource({
    "2, PARQUET",
    "4, LONG_CSV",
    "5, JSON",
    "6, LONG_JSON",
    "7, CSV",
    "109, LONG_JSON",
    "111, PARQUET",
    "113, LONG_CSV",
    "142, PARQUET"
  })
  void whateverIsAskedOfReadingsAnUpdatedTableIsTheOneThatAllFilesMake(int seed, Format format)
      throws IOException {
    GrowingSensors sensors = new GrowingSensors(500 + seed, folder, format, this::writeParquet);
    Configuration settings = ConfigurationReader.read(Optional.empty(), sensors.settings());
    Optional<TableSnapshot> table = Optional.empty();
    List<GrowingSensors.Row> changed = new ArrayList<>();
    for (int round = 0; round < 3; round++) {
      String place = "round " + round + ", " + sensors;
      HistoryFiles files = bench.files(settings);
      Optional<TableSnapshot> before =
          table.filter(snapshot -> isUpdatable(snapshot, settings, files));

      Attempt<TableSnapshot> attempt = Attempt.of(() -> ingest(settings));

      Path whole = folder.resolve("whole-" + round);
      Attempt<GridResult> expected = Attempt.of(() -> whole(settings, files, whole));
      assertThat(attempt.refusal()).as(place).isEqualTo(expected.refusal());
      if (attempt.made().isPresent()) {
        TableSnapshot snapshot = attempt.made().get();
        assertThat(resultOf(snapshot)).as(place).isEqualTo(expected.made().orElseThrow());
        assertThat(texts(snapshot)).as(place).isEqualTo(bench.texts(whole, snapshot.history()));
        before.ifPresent(old -> assertStayed(old, snapshot, settings, files, changed, place));
        table = attempt.made();
        changed.clear();
      } else {
        refused += before.isPresent() ? 1 : 0;
      }
      changed.addAll(sensors.change());
    }
  }

  private GridResult whole(Configuration settings, HistoryFiles files, Path folder) {
    return bench
        .ingest(settings, files, Long.MAX_VALUE)
        .make(bench.spark(), () -> new org.apache.hadoop.fs.Path(folder.toString()))
        .result();
  }

  private static void assertStayed(
      TableSnapshot before,
      TableSnapshot after,
      Configuration settings,
      HistoryFiles files,
      List<GrowingSensors.Row> changed,
      String place) {
    List<TableFile> untouched =
        Untouched.files(before.grid(), after.history(), settings, files, changed);
    assertThat(after.files()).as(place).containsAll(untouched);
    stayed += untouched.size();
    unreadable += after.ledger().rows().unparsable();
    rounds++;
  }

  /** Or the law above, where it was tried, would have asked nothing of them. */
  @AfterAll
  static void rangesStayed() {
    if (rounds > 0) {
      assertThat(stayed).isPositive();
      assertThat(refused).isPositive();
      assertThat(unreadable).isPositive();
    }
  }

  private TableSnapshot ingest(Configuration settings) {
    TableSnapshots table = TableSnapshots.of(folder.resolve("table").toString(), Sessions.hadoop());
    Optional<TableSnapshot> before = table.latest();
    HistoryFiles files = bench.files(settings);
    SparkIngest ingest = bench.ingest(settings, files, ROWS_PER_RANGE);
    SnapshotStaging staging = table.next(before, "test");
    try {
      TablePlan.Outcome outcome =
          before
              .filter(snapshot -> isUpdatable(snapshot, settings, files))
              .map(snapshot -> ingest.update(bench.spark(), snapshot.grid(), staging::begin))
              .orElseGet(() -> ingest.make(bench.spark(), staging::begin));
      TableSnapshot snapshot = commit(staging, outcome);
      table.settle(2);
      return snapshot;
    } catch (DataException refused) {
      staging.discard();
      throw refused;
    }
  }

  private static TableSnapshot commit(SnapshotStaging staging, TablePlan.Outcome outcome) {
    return staging.commit(
        new SnapshotHead("test", "{}", List.of(), 0, outcome.result().history().fingerprint()),
        outcome.result().ledger(),
        outcome.recorded());
  }

  private static boolean isUpdatable(
      TableSnapshot table, Configuration settings, HistoryFiles files) {
    return UpdateObstacle.of(table.grid(), settings.history(), settings.grid(), files).isEmpty();
  }

  private static GridResult resultOf(TableSnapshot snapshot) {
    return new GridResult(snapshot.history(), snapshot.ledger());
  }

  private List<String> texts(TableSnapshot snapshot) {
    return bench.texts(folder.resolve("table"), snapshot.history());
  }

  private Set<String> names() {
    Set<String> names = new TreeSet<>();
    TableSnapshots.of(folder.resolve("table").toString(), Sessions.hadoop())
        .latest()
        .orElseThrow()
        .files()
        .stream()
        .map(TableFile::name)
        .forEach(names::add);
    return names;
  }

  private void writeParquet(Path file, List<String> numbers, List<GrowingSensors.Row> rows)
      throws IOException {
    StructType type =
        new StructType().add("time", DataTypes.LongType).add("site", DataTypes.StringType);
    for (String number : numbers) {
      type = type.add(number, DataTypes.DoubleType);
    }
    List<Row> content = new ArrayList<>();
    for (GrowingSensors.Row row : rows) {
      List<Object> cells = new ArrayList<>();
      cells.add(row.fault() == Fault.TIME ? null : row.time());
      cells.add(row.fault() == Fault.SITE ? null : row.site());
      for (String number : numbers) {
        String cell = row.cells().get(number);
        cells.add(cell == null ? null : Double.valueOf(cell));
      }
      content.add(RowFactory.create(cells.toArray()));
    }
    Path parts = Files.createTempDirectory(folder, "parts");
    bench
        .spark()
        .createDataFrame(content, type)
        .coalesce(1)
        .write()
        .mode("overwrite")
        .parquet(parts.toString());
    try (Stream<Path> written = Files.list(parts)) {
      Path part =
          written.filter(one -> one.toString().endsWith(".parquet")).findFirst().orElseThrow();
      Files.move(part, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private Path file(int part) {
    return folder.resolve("raw/part-" + part + ".csv");
  }

  private void write(List<String> lines, int part, int parts) throws IOException {
    int each = lines.size() / parts;
    Files.writeString(
        file(part),
        "time,site,x (°C),y\n"
            + String.join("\n", lines.subList(part * each, (part + 1) * each))
            + "\n");
    written++;
    Files.setLastModifiedTime(
        file(part), FileTime.fromMillis(1_600_000_000_000L + 1000L * written));
  }

  private Configuration settings(int seed) {
    return ConfigurationReader.read(
        Optional.empty(),
        List.of(
            FaultyRows.SETTINGS,
            "history.input = [\"" + folder.resolve("raw") + "\"]",
            "grid { step = 1 minute, block-steps = 16, fill = " + seed % 3 * 20 + " }"));
  }
}
