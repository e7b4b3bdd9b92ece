package io.chronoshard.jobs.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.chronoshard.config.Configuration;
import io.chronoshard.config.ConfigurationReader;
import io.chronoshard.grid.GridTable;
import io.chronoshard.grid.TableFile;
import io.chronoshard.grid.TablePlan;
import io.chronoshard.history.HistoryFiles;
import io.chronoshard.history.InputFile;
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
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.commons.math3.random.MersenneTwister;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A table that Spark brings up to date is what plain Java makes of all files. */
class UpdateLawsIT {

  private static final int ROWS_PER_RANGE = 40;

  private static SparkSession spark;

  @TempDir private Path folder;

  private int written;

  @BeforeAll
  static void openSpark() {
    SparkConf conf =
        new SparkConf()
            .setMaster("local[2]")
            .set("spark.ui.enabled", "false")
            .set("spark.sql.files.maxPartitionBytes", "2000")
            .set("spark.sql.files.openCostInBytes", "500");
    spark = Sessions.open("update laws", conf);
  }

  @AfterAll
  static void closeSpark() {
    spark.stop();
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

      GridTable memory = GridTable.of(open(settings), settings.history(), settings.grid());
      assertThat(snapshot.history()).as("seed %d", seed).isEqualTo(memory.result().history());
      assertThat(snapshot.ledger()).as("seed %d", seed).isEqualTo(memory.result().ledger());
      assertThat(texts(snapshot)).as("seed %d", seed).isEqualTo(texts(memory));

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

  private TableSnapshot ingest(Configuration settings) {
    TableSnapshots table = snapshots();
    Optional<TableSnapshot> before = table.latest();
    HistoryFiles files = open(settings);
    List<InputFile> listed = HistoryFiles.list(settings.history(), Sessions.hadoop());
    SparkIngest ingest =
        new SparkIngest(
            listed, files, settings.history(), settings.grid(), rows -> ROWS_PER_RANGE, note -> {});
    SnapshotStaging staging = table.next(before, "test");
    TablePlan.Outcome outcome =
        before
            .map(snapshot -> ingest.update(spark, snapshot.grid(), staging::begin))
            .orElseGet(() -> ingest.make(spark, staging::begin));
    TableSnapshot snapshot =
        staging.commit(
            new SnapshotHead("test", "{}", List.of(), 0, outcome.result().history().fingerprint()),
            outcome.result().ledger(),
            outcome.recorded());
    table.settle(2);
    return snapshot;
  }

  private TableSnapshots snapshots() {
    return TableSnapshots.of(folder.resolve("table").toString(), Sessions.hadoop());
  }

  private Set<String> names() {
    Set<String> names = new TreeSet<>();
    snapshots().latest().orElseThrow().files().stream().map(TableFile::name).forEach(names::add);
    return names;
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

  private static HistoryFiles open(Configuration settings) {
    return HistoryFiles.open(
        HistoryFiles.list(settings.history(), Sessions.hadoop()),
        settings.history(),
        settings.grid().index(),
        Sessions.hadoop());
  }

  private static List<String> texts(GridTable table) {
    return table.rows().stream()
        .map(row -> row.series() + "/" + row.step() + Arrays.toString(row.values()))
        .toList();
  }

  /** As any reader of Parquet sees the table. */
  private List<String> texts(TableSnapshot snapshot) {
    List<String> texts = new ArrayList<>();
    int channels = snapshot.history().channels().size();
    List<Row> rows =
        spark
            .read()
            .parquet(folder.resolve("table").toString())
            .orderBy(functions.col("series"), functions.col("step"))
            .collectAsList();
    for (Row row : rows) {
      float[] values = new float[channels];
      int first = row.size() - channels;
      for (int i = 0; i < channels; i++) {
        values[i] = row.isNullAt(first + i) ? Float.NaN : row.getFloat(first + i);
      }
      texts.add(row.getString(0) + "/" + row.getLong(2) + Arrays.toString(values));
    }
    return texts;
  }
}
