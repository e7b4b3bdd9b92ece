package io.chronoshard.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chronoshard.config.SnapshotChoice;
import io.chronoshard.config.TimeAxis;
import io.chronoshard.error.BusyException;
import io.chronoshard.error.ConfigurationException;
import io.chronoshard.error.DataException;
import io.chronoshard.grid.CellHash;
import io.chronoshard.grid.History;
import io.chronoshard.grid.History.RecordedTimes;
import io.chronoshard.grid.History.SeriesExtent;
import io.chronoshard.grid.Ledger;
import io.chronoshard.grid.Ledger.Gap;
import io.chronoshard.grid.Ledger.Rows;
import io.chronoshard.grid.RangeAccount;
import io.chronoshard.grid.RangeAccount.ChannelShare;
import io.chronoshard.grid.RangeAccount.FileShare;
import io.chronoshard.grid.RangeAccount.GapShare;
import io.chronoshard.grid.RangeAccount.SeriesShare;
import io.chronoshard.grid.RecordedGrid;
import io.chronoshard.grid.RecordedInput;
import io.chronoshard.grid.RecordedRange;
import io.chronoshard.grid.RowScan.ChannelCells;
import io.chronoshard.grid.RowScan.FileRows;
import io.chronoshard.grid.TableFile;
import io.chronoshard.history.InputFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableSnapshotsTest {

  private static final Rows ROWS = new Rows(3, 2, 0, 1, 0, 0, 0, 0, 0);
  private static final Ledger LEDGER =
      new Ledger(
          ROWS,
          List.of(new Ledger.FileAccount("file:/a.csv", ROWS)),
          1,
          List.of(new Ledger.SeriesAccount("a \"b\"", ROWS, 5, 3)),
          1,
          5,
          3,
          List.of(new Ledger.ChannelAccount("x", Ledger.Values.NONE, 2, 0, 3)),
          List.of(),
          List.of(Gap.on(TimeAxis.clock(600_000), "a \"b\"", 1, 4)),
          1);

  @TempDir private Path folder;

  @Test
  void aSnapshotIsReadAsItWasWritten() throws IOException {
    RecordedGrid grid = grid("part-1", "part-2");
    commit(grid, "run-a");

    TableSnapshot snapshot = snapshots().latest().orElseThrow();
    assertThat(snapshot.number()).isEqualTo(1);
    assertThat(snapshot.grid()).isEqualTo(grid);
    assertThat(snapshot.ledger()).isEqualTo(LEDGER);
    assertThat(snapshot.head()).isEqualTo(new SnapshotHead("run-a", "{}", List.of(), 3, "f"));
    // A series of the ledger takes a line.
    assertThat(folder.resolve("table/_chronoshard/snapshots/000001/ledger.json"))
        .content()
        .contains("\n    {\"rows\": {\"combined\": 0, \"conflicting\": 0,");
  }

  @Test
  void filesMoveOutOfSightAndUpAndAreFoundOnTheWay() throws IOException {
    commit(grid("part-1", "part-2"), "run-a");
    assertThat(located("part-1")).endsWith("000001/data/part-1");
    snapshots().settle(2);
    assertThat(located("part-1")).endsWith("table/part-1");

    // Stopped between commit and move: all files are still found, and the next one moves them.
    commit(grid("part-2", "part-3"), "run-b");
    assertThat(located("part-1")).endsWith("table/part-1");
    assertThat(located("part-3")).endsWith("000002/data/part-3");
    snapshots().settle(2);
    assertThat(located("part-1")).endsWith("superseded/part-1");
    assertThat(OutputFolderTest.names(folder.resolve("table")))
        .containsExactly("_chronoshard", "part-2", "part-3");

    commit(grid("part-3"), "run-c");
    snapshots().settle(2);
    assertThat(snapshots().find(1)).isEmpty();
    assertThat(OutputFolderTest.names(folder.resolve("table/_chronoshard/superseded")))
        .containsExactly("part-2");
    assertThatThrownBy(() -> located("part-1"))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("has lost its file part-1; choose another history.snapshot");
    assertThatThrownBy(() -> snapshots().chosen(new SnapshotChoice.Numbered(1)))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("has the snapshots [2, 3]; choose one of them or latest");
  }

  @Test
  void theSlowerOfTwoCommitsNothing() throws IOException {
    commit(grid("part-1"), "run-a");
    Optional<TableSnapshot> before = snapshots().latest();
    SnapshotStaging slow = snapshots().next(before, "run-slow");
    fill(slow, grid("part-slow"));
    commit(grid("part-1", "part-2"), "run-fast");

    assertThatThrownBy(
            () ->
                slow.commit(
                    new SnapshotHead("run-slow", "{}", List.of(), 3, "f"),
                    LEDGER,
                    grid("part-slow")))
        .isInstanceOf(BusyException.class)
        .hasMessageContaining("has committed snapshot 2 (")
        .hasMessageContaining("this one changed nothing; run it again");

    assertThat(snapshots().latest().orElseThrow().head().run()).isEqualTo("run-fast");
    assertThat(OutputFolderTest.names(folder)).containsExactly("table");
  }

  @Test
  void whatAKilledRunLeavesGoesWithTheNextCommit() throws IOException {
    fill(snapshots().next(Optional.empty(), "killed"), grid("part-0"));
    assertThat(OutputFolderTest.names(folder)).containsExactly(".table.staging-000001-killed.1");
    commit(grid("part-1"), "run-a");
    snapshots().settle(1);
    assertThat(OutputFolderTest.names(folder)).containsExactly("table");
  }

  @Test
  void whatIsNoTableIsRefused() throws IOException {
    snapshots().requireOursOrNothing();
    Files.writeString(Files.createDirectories(folder.resolve("table")).resolve("x"), "x");
    assertThatThrownBy(() -> snapshots().requireOursOrNothing())
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("is there already, and no run of ours wrote it");
    assertThatThrownBy(() -> snapshots().chosen(new SnapshotChoice.Latest()))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("holds no history");
  }

  private TableSnapshots snapshots() {
    return TableSnapshots.of(folder.resolve("table").toString(), new Configuration());
  }

  private String located(String name) {
    return snapshots().locate(new TableFile(name, 1)).toString();
  }

  private void commit(RecordedGrid grid, String run) throws IOException {
    SnapshotStaging staging = snapshots().next(snapshots().latest(), run);
    fill(staging, grid);
    staging.commit(new SnapshotHead(run, "{}", List.of(), 3, "f"), LEDGER, grid);
  }

  /** Writes those files that the table does not have yet. */
  private void fill(SnapshotStaging staging, RecordedGrid grid) throws IOException {
    Path data = Files.createDirectories(Path.of(staging.begin().toUri()));
    for (RecordedRange range : grid.ranges()) {
      for (TableFile file : range.files()) {
        if (!Files.exists(folder.resolve("table").resolve(file.name()))) {
          Files.writeString(data.resolve(file.name()), "1");
        }
      }
    }
  }

  private static RecordedGrid grid(String... files) {
    RangeAccount account =
        new RangeAccount(
            List.of(new SeriesShare(0, ROWS, 5, 3)),
            List.of(new FileShare(0, ROWS)),
            List.of(new ChannelShare(0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 0)),
            1,
            List.of(new GapShare("a \"b\"", 1, 4)),
            List.of(),
            new CellHash(2, -5, Long.MIN_VALUE));
    List<RecordedRange> ranges =
        java.util.Arrays.stream(files)
            .map(
                file ->
                    new RecordedRange(
                        file.equals(files[0]) ? "" : "a \"b\"",
                        file.equals(files[0]) ? Long.MIN_VALUE : 16,
                        List.of(new TableFile(file, 1)),
                        account))
            .toList();
    return new RecordedGrid(
        new History(
            TimeAxis.clock(600_000),
            16,
            List.of("x"),
            RecordedTimes.FROM_STEPS,
            List.of(new SeriesExtent("a \"b\"", 0, 5)),
            "f"),
        ranges,
        List.of(
            new RecordedInput(
                new InputFile("file:/a.csv", "a.csv", 10, 20),
                new FileRows(1, 3, 0, 0, List.of(new ChannelCells(2, 1, 0, 4, 5))),
                List.of(0))));
  }
}
