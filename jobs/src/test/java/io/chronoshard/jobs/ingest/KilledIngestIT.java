package io.chronoshard.jobs.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.chronoshard.jobs.JobProcess;
import io.chronoshard.jobs.RunMain;
import io.chronoshard.jobs.spark.Sessions;
import io.chronoshard.registry.TableSnapshot;
import io.chronoshard.registry.TableSnapshots;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.commons.math3.random.MersenneTwister;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An ingest that is killed leaves the old table or the new one, and the next makes the new one. */
class KilledIngestIT {

  private static final int MOMENTS = 4;

  private static final String CONFIG =
      """
      simulate { output = "%1$s/all", steps = 20000, series = 4, rows-per-file = 20000 }
      history { input = ["%1$s/raw"], table = "%1$s/table", series.column = series }
      """;

  @TempDir private Path folder;

  @Test
  void anIngestMayBeKilledAtAnyMoment() throws IOException, InterruptedException {
    RunMain main = new RunMain(folder, CONFIG).on("local[2]");
    main.require("simulate");
    Path raw = Files.createDirectories(folder.resolve("raw"));
    List<Path> files = csv(folder.resolve("all"));
    for (Path file : files.subList(1, files.size())) {
      Files.copy(file, raw.resolve(file.getFileName()));
    }
    main.require("ingest");
    String before = latest().head().fingerprint();
    Path added = raw.resolve(files.get(0).getFileName());
    Files.copy(files.get(0), added);
    long started = System.nanoTime();
    Process whole = ingest(main, "other");
    assertThat(whole.waitFor()).isZero();
    long nanos = System.nanoTime() - started;
    String after = latest("other").head().fingerprint();

    MersenneTwister random = new MersenneTwister(new int[] {4});
    for (int moment = 0; moment < MOMENTS; moment++) {
      String old = moment % 2 == 0 ? before : after;
      String fresh = moment % 2 == 0 ? after : before;
      Process process = ingest(main, "table");
      boolean isDone =
          process.waitFor(
              (long) (nanos * (moment + random.nextDouble()) / MOMENTS), TimeUnit.NANOSECONDS);
      process.destroyForcibly().waitFor();

      TableSnapshot left = latest();
      assertThat(left.head().fingerprint()).isIn(isDone ? List.of(fresh) : List.of(old, fresh));
      assertThat(rows(left)).isEqualTo(steps(left));

      main.require("ingest");
      assertThat(latest().head().fingerprint()).isEqualTo(fresh);
      assertThat(names(folder)).noneMatch(name -> name.contains("staging"));
      assertThat(names(folder.resolve("table")))
          .hasSize(1 + latest().files().size())
          .contains("_chronoshard");

      // The next one takes back what this one has brought.
      if (moment % 2 == 0) {
        Files.delete(added);
      } else {
        Files.copy(files.get(0), added);
      }
    }
  }

  /** Rows that the snapshot's files hold, wherever they are. */
  private long rows(TableSnapshot snapshot) {
    TableSnapshots table = TableSnapshots.of(folder.resolve("table").toString(), Sessions.hadoop());
    try (SparkSession spark = Sessions.open("test", new SparkConf().setMaster("local[2]"))) {
      return spark
          .read()
          .parquet(
              snapshot.files().stream()
                  .map(file -> table.locate(file).toString())
                  .toArray(String[]::new))
          .count();
    }
  }

  private static long steps(TableSnapshot snapshot) {
    return snapshot.ledger().series().stream()
        .mapToLong(series -> series.steps() - series.unknownSteps())
        .sum();
  }

  /** A process of its own, as the script would start it. */
  private Process ingest(RunMain main, String table) throws IOException {
    return new JobProcess(folder)
        .start("ingest", main.config(), "history.table = \"" + folder.resolve(table) + "\"");
  }

  private TableSnapshot latest() {
    return latest("table");
  }

  private TableSnapshot latest(String table) {
    return TableSnapshots.of(folder.resolve(table).toString(), Sessions.hadoop())
        .latest()
        .orElseThrow();
  }

  private static List<Path> csv(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".csv")).sorted().toList();
    }
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
