package io.chronoshard.registry;

import io.chronoshard.error.BusyException;
import io.chronoshard.grid.Ledger;
import io.chronoshard.grid.RecordedGrid;
import java.util.Locale;
import org.apache.hadoop.fs.Path;

/** The next snapshot of a history table while it is made. */
public final class SnapshotStaging {

  private final Storage storage;
  private final Staging staging;
  private final TableSnapshot snapshot;

  SnapshotStaging(Storage storage, Staging staging, TableSnapshot snapshot) {
    this.storage = storage;
    this.staging = staging;
    this.snapshot = snapshot;
  }

  /** Where its new files are to be written. */
  public Path data() {
    return new Path(staging.content(), TableSnapshot.DATA);
  }

  /**
   * Commits the snapshot: from now on it is the newest.
   *
   * @throws BusyException where another ingest has committed one meanwhile; that one stays
   */
  public TableSnapshot commit(SnapshotHead head, Ledger ledger, RecordedGrid grid) {
    for (String name : storage.names(data())) {
      // Checksums of a local file system would not follow the files that they belong to.
      if (name.startsWith(".")) {
        storage.delete(new Path(data(), name));
      }
    }
    TableSnapshot.write(storage, staging.content(), head, ledger, grid);
    if (staging.publish(snapshot.folder()) == FolderPublisher.Outcome.TAKEN) {
      discard();
      throw overtaken(snapshot.number(), snapshot.folder());
    }
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
  public void requireNotOvertaken(RuntimeException failure) {
    if (storage.exists(snapshot.folder())) {
      BusyException busy = overtaken(snapshot.number(), snapshot.folder());
      busy.addSuppressed(failure);
      throw busy;
    }
  }

  /** Removes what was staged and not committed, where there is anything. */
  public void discard() {
    staging.discard();
  }
}
