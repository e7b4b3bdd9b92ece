package io.chronoshard.jobs.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.chronoshard.grid.History;
import io.chronoshard.grid.RecordedInput;
import io.chronoshard.grid.TableFile;
import io.chronoshard.jobs.RunMain;
import io.chronoshard.jobs.WrittenHistory;
import io.chronoshard.jobs.spark.Sessions;
import io.chronoshard.registry.TableSnapshot;
import io.chronoshard.registry.TableSnapshots;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A table that is ingested into again and again, through the command line. */
class GrowingHistoryIT {

  private static final String CONFIG =
      """
      history { input = ["%1$s/raw"], table = "%1$s/table", keep-snapshots = 2 }
      grid { step = 10 minutes, fill = 2 }
      """;

  @TempDir private Path folder;
  private RunMain main;

  @BeforeEach
  void writeConfiguration() throws IOException {
    System.setProperty(HookedFileSystem.SETTING, HookedFileSystem.class.getName());
    main = new RunMain(folder, CONFIG).on("local[2]");
    Files.createDirectories(folder.resolve("raw"));
  }

  @AfterEach
  void forgetTheFileSystem() {
    HookedFileSystem.ON_OPEN.set(null);
    System.clearProperty(HookedFileSystem.SETTING);
  }

  @Test
  void newRevisedAndRemovedFilesMakeSnapshots() throws IOException {
    day(0, 1);
    day(1, 1);
    main.require("ingest");
    TableSnapshot first = latest();
    assertThat(first.number()).isEqualTo(1);
    History history = first.history();
    List<Path> files = parquet();

    // Nothing changes, and it says so.
    main.require("ingest");
    assertThat(main.out()).contains("is done since");
    main.require("ingest", "run.id = another");
    assertThat(main.err()).contains("no file has changed since snapshot 1 of the table");
    assertThat(latest().number()).isEqualTo(1);
    assertThat(parquet()).isEqualTo(files);

    day(2, 1);
    main.require("ingest");
    assertThat(main.err()).contains("1 file new or revised");
    assertThat(main.out()).contains("snapshot 2");
    sameAsAllAtOnce(2);

    day(1, 5);
    main.require("ingest");
    sameAsAllAtOnce(3);

    // The first is no longer kept; the second one is.
    assertThat(snapshots().find(1)).isEmpty();
    assertThat(snapshots().find(2)).isPresent();
    List<String> superseded = names(folder.resolve("table/_chronoshard/superseded"));
    assertThat(superseded)
        .isEqualTo(
            snapshots().find(2).orElseThrow().files().stream().map(TableFile::name).toList());

    // Files as they were before are a change like any other.
    Files.delete(folder.resolve("raw/day-2.csv"));
    day(1, 1);
    main.require("ingest");
    sameAsAllAtOnce(4);
    assertThat(latest().history()).isEqualTo(history);

    assertThat(main.run("ingest", "history.snapshot = 1")).isZero();
    assertThat(main.run("train", "history.snapshot = 1", "window.targets = [x]")).isEqualTo(2);
    assertThat(main.err())
        .contains("history.snapshot = 1: the table ", " has the snapshots [3, 4]; choose one");
  }

  private void sameAsAllAtOnce(int number) throws IOException {
    TableSnapshot snapshot = latest();
    assertThat(snapshot.number()).isEqualTo(number);
    main.require("ingest", "history.table = \"" + folder.resolve("whole-" + number) + "\"");
    TableSnapshot whole =
        TableSnapshots.of(folder.resolve("whole-" + number).toString(), Sessions.hadoop())
            .latest()
            .orElseThrow();
    assertThat(snapshot.history()).isEqualTo(whole.history());
    assertThat(snapshot.ledger()).isEqualTo(whole.ledger());
    assertThat(snapshot.inputs().stream().map(RecordedInput::file).toList())
        .isEqualTo(whole.inputs().stream().map(RecordedInput::file).toList());
    // What a reader of Parquet sees is the newest snapshot's files and no others.
    assertThat(parquet().stream().map(file -> file.getFileName().toString()))
        .containsExactlyInAnyOrderElementsOf(
            snapshot.files().stream().map(TableFile::name).toList());
    assertThat(folder.resolve("table/_chronoshard/snapshots/00000" + number + "/data"))
        .doesNotExist();
  }

  @Test
  void aFileThatChangesWhileItIsReadIsTold() throws IOException {
    day(0, 1);
    main.require("ingest");
    day(1, 1);
    HookedFileSystem.ON_OPEN.set(file -> append(file, "2030-01-01 00:00:00,1\n"));
    assertThat(main.run("ingest", "history.input = [\"hooked://" + folder + "/raw\"]"))
        .as(main.err())
        .isEqualTo(3);
    assertThat(main.err())
        .contains("day-0.csv changed while it was read: it had ", "run it again once the file");
    untouched(1);

    HookedFileSystem.ON_OPEN.set(GrowingHistoryIT::delete);
    assertThat(main.run("ingest", "history.input = [\"hooked://" + folder + "/raw\"]"))
        .isEqualTo(3);
    assertThat(main.err()).contains("day-0.csv changed while it was read: it is gone");
    untouched(1);
  }

  @Test
  void filesThatComeMeanwhileWaitForTheNextIngest() throws IOException {
    day(0, 1);
    HookedFileSystem.ON_OPEN.set(file -> dayOf(1, 1));
    main.require("ingest", "history.input = [\"hooked://" + folder + "/raw\"]");
    assertThat(latest().inputs()).hasSize(1);
    assertThat(latest().ledger().rows().read()).isEqualTo(144);
  }

  @Test
  void ofTwoIngestsAtTheSameMomentTheSlowerOneSaysSo() throws IOException {
    day(0, 1);
    main.require("ingest");
    TableSnapshot first = latest();
    day(1, 1);
    HookedFileSystem.ON_OPEN.set(
        file -> WrittenHistory.describe(folder.resolve("table"), first.history()));

    assertThat(main.run("ingest", "history.input = [\"hooked://" + folder + "/raw\"]"))
        .as(main.err())
        .isEqualTo(5);

    assertThat(main.err())
        .contains("another ingest into the same table has committed snapshot 2")
        .contains("it stays, and this one changed nothing; run it again");
    assertThat(latest().head().run()).isEqualTo("made-up");
    nothingIsStaged();
  }

  private void untouched(int number) throws IOException {
    assertThat(latest().number()).isEqualTo(number);
    assertThat(parquet()).hasSize(latest().files().size());
    nothingIsStaged();
  }

  private void nothingIsStaged() throws IOException {
    assertThat(names(folder)).noneMatch(name -> name.contains("staging"));
  }

  private TableSnapshots snapshots() {
    return TableSnapshots.of(folder.resolve("table").toString(), Sessions.hadoop());
  }

  private TableSnapshot latest() {
    return snapshots().latest().orElseThrow();
  }

  private void day(int day, int factor) {
    dayOf(day, factor);
  }

  private void dayOf(int day, int factor) {
    StringBuilder rows = new StringBuilder("time,x\n");
    Instant from = Instant.parse("2020-01-01T00:00:00Z").plusSeconds(86_400L * day);
    for (int i = 0; i < 144; i++) {
      rows.append(from.plusSeconds(600L * i)).append(',').append(factor * (i % 17)).append('\n');
    }
    try {
      Files.writeString(folder.resolve("raw/day-" + day + ".csv"), rows.toString());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static void append(Path file, String text) {
    try {
      Files.writeString(file, text, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static void delete(Path file) {
    try {
      Files.delete(file);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private List<Path> parquet() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("table"))) {
      return files.filter(file -> !file.getFileName().toString().startsWith("_")).sorted().toList();
    }
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
