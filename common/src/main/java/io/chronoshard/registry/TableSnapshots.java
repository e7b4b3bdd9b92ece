package io.chronoshard.registry;

import io.chronoshard.config.SnapshotChoice;
import io.chronoshard.error.ConfigurationException;
import io.chronoshard.error.DataException;
import io.chronoshard.grid.TableFile;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * The snapshots of one history table: each ingest that changes it adds one, at once or not at all.
 *
 * <pre>
 * &lt;table&gt;/part-….parquet                         files of the newest snapshot: what a reader of Parquet sees
 * &lt;table&gt;/_chronoshard/snapshots/000002/         a snapshot: never changes, names its files
 * &lt;table&gt;/_chronoshard/snapshots/000002/data/    its new files, until they are moved up
 * &lt;table&gt;/_chronoshard/superseded/               files that only older snapshots need
 * .&lt;table&gt;.staging-000003-&lt;run&gt;.1/               what is not committed yet
 * &lt;table&gt;.runs/&lt;run&gt;/                            what runs tell about themselves
 * </pre>
 *
 * <p>A snapshot is committed by the rename that gives its folder, new files included, its name:
 * whoever reads by a snapshot's list has all of it from then on. Only afterwards are files {@link
 * #settle moved}: the superseded ones out of sight, then the new ones up. Files keep their names on
 * the way and go it in one direction, so a reader that looks in {@code data}, in the table and
 * among the superseded, in this order, finds each. Where an ingest is stopped between commit and
 * move, the next one moves them.
 */
public final class TableSnapshots {

  static final String DESCRIPTION = "_chronoshard";
  private static final String DISCARDED = ".discarded";

  private final Storage storage;
  private final String given;
  private final Path table;
  private final Path folder;
  private final NumberedFolders snapshots;
  private final Path superseded;

  private TableSnapshots(Storage storage, String given, Path table) {
    this.storage = storage;
    this.given = given;
    this.table = table;
    this.folder = new Path(table, DESCRIPTION + "/snapshots");
    this.snapshots = new NumberedFolders(storage, folder, "");
    this.superseded = new Path(table, DESCRIPTION + "/superseded");
  }

  /** The snapshots of the table in that folder, which need not be there; touches nothing. */
  public static TableSnapshots of(String table, Configuration hadoop) {
    Path path = Paths.of("history.table", table);
    Storage storage = Storage.of(path, hadoop);
    return new TableSnapshots(storage, table, storage.qualify(path));
  }

  /** The table's folder. */
  public Path path() {
    return table;
  }

  /** The folder of an ingest into the table, beside it. */
  public RunFolder runFolder(String runId) {
    return new RunFolder(storage, new Path(table.suffix(".runs"), runId));
  }

  /** The newest snapshot, where there is one. */
  public Optional<TableSnapshot> latest() {
    return snapshots.newest().map(this::snapshot);
  }

  /** The snapshot of that number, where it is there. */
  public Optional<TableSnapshot> find(int number) {
    return snapshots.numbers().contains(number) ? Optional.of(snapshot(number)) : Optional.empty();
  }

  /**
   * The snapshot that is chosen.
   *
   * @throws DataException where there is no table
   * @throws ConfigurationException where it has no such snapshot, or no longer
   */
  public TableSnapshot chosen(SnapshotChoice choice) {
    List<Integer> numbers = snapshots.numbers();
    if (numbers.isEmpty()) {
      throw new DataException(
          String.format(
              Locale.ROOT,
              "history.table = %s holds no history (there is no snapshot in %s); run `ingest` first, or name another table",
              given,
              folder));
    }
    if (choice instanceof SnapshotChoice.Numbered numbered) {
      if (!numbers.contains(numbered.number())) {
        throw new ConfigurationException(
            String.format(
                Locale.ROOT,
                "history.snapshot = %d: the table %s has the snapshots %s; choose one of them or latest",
                numbered.number(),
                table,
                numbers));
      }
      return snapshot(numbered.number());
    }
    return snapshot(numbers.get(numbers.size() - 1));
  }

  /**
   * Sees to it that an ingest may write here.
   *
   * @throws ConfigurationException where something else has the table's name
   */
  public void requireOursOrNothing() {
    List<String> names = storage.isFolder(table) ? storage.names(table) : List.of();
    if (names.contains(OutputFolder.RUN_FILE)) {
      throw new ConfigurationException(
          "another run's output is in the way: "
              + table
              + " is no history table; choose another output or remove it");
    }
    boolean isTaken = names.isEmpty() ? storage.isFile(table) : !names.contains(DESCRIPTION);
    if (isTaken) {
      throw new ConfigurationException(
          table
              + " is there already, and no run of ours wrote it; choose another output or remove it");
    }
  }

  /**
   * The snapshot after another one, to be made by a run.
   *
   * @param before the newest snapshot that the run knows, where there is one
   */
  public SnapshotStaging next(Optional<TableSnapshot> before, String runId) {
    TableSnapshot next = snapshot(before.map(TableSnapshot::number).orElse(0) + 1);
    return new SnapshotStaging(
        storage,
        next,
        table.getParent(),
        NumberedFolders.name(stagingPrefix(), next.number()) + "-" + runId);
  }

  private String stagingPrefix() {
    return "." + table.getName() + ".staging-";
  }

  private TableSnapshot snapshot(int number) {
    return new TableSnapshot(storage, snapshots.path(number), number);
  }

  /**
   * Where a file of a snapshot is now.
   *
   * @throws DataException where it is nowhere
   */
  public Path locate(TableFile file) {
    List<Path> folders = new ArrayList<>();
    snapshots.numbers().forEach(number -> folders.add(snapshot(number).data()));
    folders.add(table);
    folders.add(superseded);
    for (Path folder : folders) {
      Path path = new Path(folder, file.name());
      if (storage.exists(path)) {
        return path;
      }
    }
    throw new DataException(
        String.format(
            Locale.ROOT,
            "the table %s has lost its file %s; choose another history.snapshot, or remove the table and ingest again",
            table,
            file.name()));
  }

  /**
   * Brings files to where they belong after the newest commit, and removes what nobody needs any
   * more: snapshots but for the newest, files that none of these names, and what was staged for a
   * snapshot that is there by now.
   *
   * @param keep how many snapshots stay
   */
  public void settle(int keep) {
    List<Integer> numbers = snapshots.numbers();
    if (numbers.isEmpty()) {
      return;
    }
    int newest = numbers.get(numbers.size() - 1);
    Set<String> current = new HashSet<>();
    Set<String> older = new HashSet<>();
    Set<String> needed = new HashSet<>();
    for (int number : numbers) {
      Set<String> named = number == newest ? current : older;
      for (TableFile file : snapshot(number).files()) {
        named.add(file.name());
        if (number > newest - keep) {
          needed.add(file.name());
        }
      }
    }
    older.removeAll(current);
    move(table, superseded, older);
    for (int number : numbers) {
      Path data = snapshot(number).data();
      move(data, superseded, older);
      move(data, table, current);
      storage.delete(data);
    }
    for (int number : numbers) {
      if (number <= newest - keep) {
        Path old = snapshots.path(number);
        storage.discard(old, old.suffix(DISCARDED));
      }
    }
    for (String name : storage.names(folder)) {
      if (name.endsWith(DISCARDED)) {
        storage.delete(new Path(folder, name));
      }
    }
    for (String name : storage.names(superseded)) {
      if (!needed.contains(name)) {
        storage.delete(new Path(superseded, name));
      }
    }
    discardStagedUpTo(newest);
  }

  private void move(Path from, Path to, Set<String> names) {
    for (String name : storage.names(from)) {
      if (names.contains(name)) {
        storage.moveFile(new Path(from, name), new Path(to, name));
      }
    }
  }

  private void discardStagedUpTo(int number) {
    Pattern ours = Pattern.compile(Pattern.quote(stagingPrefix()) + NumberedFolders.NUMBER + "-.*");
    for (String name : storage.names(table.getParent())) {
      Matcher matcher = ours.matcher(name);
      if (matcher.matches() && Integer.parseInt(matcher.group(1)) <= number) {
        Staging.discard(storage, new Path(table.getParent(), name));
      }
    }
  }
}
