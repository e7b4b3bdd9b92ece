package io.chronoshard.registry;

import io.chronoshard.grid.History;
import io.chronoshard.grid.Ledger;
import io.chronoshard.grid.RangeAccount;
import io.chronoshard.grid.RecordedGrid;
import io.chronoshard.grid.RecordedInput;
import io.chronoshard.grid.RecordedRange;
import io.chronoshard.grid.TableFile;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.fs.Path;

/**
 * What one ingest has left a history table as; it never changes. Its parts are read when they are
 * asked for.
 *
 * <pre>
 * snapshot.json   which ingest, with which settings
 * history.json    what the table holds
 * ledger.json     what became of every row
 * files.json      its files, and where each range of steps begins
 * accounts.json   what became of the rows of each range
 * inputs.json     the files that it was made of, and the ranges that their rows went to
 * </pre>
 */
public final class TableSnapshot {

  static final String HEAD = "snapshot.json";
  static final String HISTORY = "history.json";
  static final String LEDGER = "ledger.json";
  static final String FILES = "files.json";
  static final String ACCOUNTS = "accounts.json";
  static final String INPUTS = "inputs.json";
  static final String DATA = "data";

  private final Storage storage;
  private final Path folder;
  private final int number;

  TableSnapshot(Storage storage, Path folder, int number) {
    this.storage = storage;
    this.folder = folder;
    this.number = number;
  }

  /** Where a range of steps begins, and its files. */
  record RangeFiles(String fromSeries, long fromStep, List<TableFile> files) {}

  /** The content of {@link #FILES}. */
  record Files(List<RangeFiles> ranges) {}

  /** The content of {@link #ACCOUNTS}. */
  record Accounts(List<RangeAccount> ranges) {}

  /** The content of {@link #INPUTS}. */
  record Inputs(List<RecordedInput> files) {}

  /** Writes all files of a snapshot into a folder. */
  static void write(
      Storage storage, Path folder, SnapshotHead head, Ledger ledger, RecordedGrid grid) {
    storage.json(new Path(folder, HISTORY), grid.history());
    storage.json(new Path(folder, LEDGER), ledger);
    List<RangeFiles> files = new ArrayList<>();
    List<RangeAccount> accounts = new ArrayList<>();
    for (RecordedRange range : grid.ranges()) {
      files.add(new RangeFiles(range.fromSeries(), range.fromStep(), range.files()));
      accounts.add(range.account());
    }
    storage.json(new Path(folder, FILES), new Files(files));
    storage.json(new Path(folder, ACCOUNTS), new Accounts(accounts));
    storage.json(new Path(folder, INPUTS), new Inputs(grid.inputs()));
    storage.json(new Path(folder, HEAD), head);
  }

  /** Its number, from 1. */
  public int number() {
    return number;
  }

  Path folder() {
    return folder;
  }

  /** Where its new files are until they are moved up. */
  Path data() {
    return new Path(folder, DATA);
  }

  /** Which ingest made it, and how. */
  public SnapshotHead head() {
    return read(HEAD, SnapshotHead.class);
  }

  /** What the table holds. */
  public History history() {
    return read(HISTORY, History.class);
  }

  /** What became of every row. */
  public Ledger ledger() {
    return read(LEDGER, Ledger.class);
  }

  /** The table's files, in the order of their steps. */
  public List<TableFile> files() {
    return read(FILES, Files.class).ranges().stream()
        .flatMap(range -> range.files().stream())
        .toList();
  }

  /** The files that it was made of. */
  public List<RecordedInput> inputs() {
    return read(INPUTS, Inputs.class).files();
  }

  /** All that it takes to bring the table up to date. */
  public RecordedGrid grid() {
    List<RangeFiles> files = read(FILES, Files.class).ranges();
    List<RangeAccount> accounts = read(ACCOUNTS, Accounts.class).ranges();
    List<RecordedRange> ranges = new ArrayList<>();
    for (int i = 0; i < files.size(); i++) {
      RangeFiles range = files.get(i);
      ranges.add(
          new RecordedRange(range.fromSeries(), range.fromStep(), range.files(), accounts.get(i)));
    }
    return new RecordedGrid(history(), ranges, inputs());
  }

  private <T> T read(String file, Class<T> type) {
    return storage.json(new Path(folder, file), type);
  }
}
