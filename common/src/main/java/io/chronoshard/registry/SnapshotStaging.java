package io.chronoshard.registry;

import io.chronoshard.error.BusyException;
import io.chronoshard.grid.Ledger;
import io.chronoshard.grid.RecordedGrid;
import java.util.Locale;
import org.apache.hadoop.fs.Path;
import org.jspecify.annotations.Nullable;

/** The next snapshot of a history table while it is made. */
public final class SnapshotStaging {

  private final Storage storage;
  private final TableSnapshot snapshot;
  private final Path parent;
  private final String name;
  private @Nullable Staging staging;

  SnapshotStaging(Storage storage, TableSnapshot snapshot, Path parent, String name) {
    this.storage = storage;
    this.snapshot = snapshot;
    this.parent = parent;
    this.name = name;
  }

  /**
   * Begins with an empty folder; what an earlier attempt of the run has left is discarded.
   *
   * @return where the snapshot's new files are to be written
   */
  public Path begin() {
    staging = Staging.begin(storage, parent, name);
    return data(staging);
  }

  private static Path data(Staging staging) {
    return new Path(staging.content(), TableSnapshot.DATA);
  }

  /**
   * Commits the snapshot: from now on it is the newest.
   *
   * @throws BusyException where another ingest has committed one meanwhile; that one stays
   */
  public TableSnapshot commit(SnapshotHead head, Ledger ledger, RecordedGrid grid) {
    Staging filled = staging;
    if (filled == null) {
      throw new IllegalStateException("nothing was staged for " + snapshot.folder());
    }
    for (String file : storage.names(data(filled))) {
      // Checksums of a local file system would not follow the files that they belong to.
      if (file.startsWith(".")) {
        storage.delete(new Path(data(filled), file));
      }
    }
    TableSnapshot.write(storage, filled.content(), head, ledger, grid);
    if (filled.publish(snapshot.folder()) == Medium.Outcome.TAKEN) {
      discard();
      throw overtaken(snapshot.number(), snapshot.folder());
    }
    staging = null;
    return snapshot;
  }

  private static BusyException overtaken(int number, Path folder) {
    return new BusyException(
        String.format(
            Locale.ROOT,
            "another ingest into the same table has committed snapshot %d (%s) meanwhile; it stays, and this one changed nothing; run it again",
            number,
            folder));
  }

  /**
   * Sees to it that no other ingest has been faster: then all that is here is in vain, and may have
   * been removed.
   *
   * @param failure what went wrong here
   * @throws BusyException where one has
   */
  public void requireNotOvertaken(Exception failure) {
    if (storage.exists(snapshot.folder())) {
      BusyException busy = overtaken(snapshot.number(), snapshot.folder());
      busy.addSuppressed(failure);
      throw busy;
    }
  }

  /** Removes what was staged and not committed, where there is anything. */
  public void discard() {
    if (staging != null) {
      staging.discard();
      staging = null;
    }
  }
}
