package io.chronoshard.registry;

import io.chronoshard.error.StorageException;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.fs.Path;

/**
 * Tells those who remove versions that a run reads one whose own folder they do not see.
 *
 * <pre>
 * runs/&lt;run-id&gt;-&lt;token&gt;/status.json   as of a run that goes on; goes when the version is no longer read
 * </pre>
 *
 * <p>Whoever reads has a folder of his own, so nobody removes another one's, whatever names their
 * runs have. Of a process that dies it stays, and the version with it, until the folder is removed
 * by hand; {@code models prune} names it.
 */
public final class VersionUse implements AutoCloseable {

  private final Storage storage;
  private final Path folder;

  private VersionUse(Storage storage, Path folder) {
    this.storage = storage;
    this.folder = folder;
  }

  /**
   * Begins.
   *
   * @param named the folder that the run would have here, which is not touched
   */
  static VersionUse begin(RunFolder named, String job, int version, Clock clock) {
    Path path = named.path();
    RunFolder own =
        new RunFolder(
            named.storage(), new Path(path.getParent(), named.runId() + "-" + Token.next()));
    VersionUse use = new VersionUse(own.storage(), own.path());
    try {
      own.storage().makeFolder(own.path());
      own.status(
          new RunStatus(
              job,
              named.runId(),
              "",
              RunStatus.State.RUNNING,
              1,
              Optional.empty(),
              clock.instant(),
              Optional.empty(),
              Map.of(),
              Map.of(),
              Optional.of(version),
              ""));
      return use;
    } catch (RuntimeException failure) {
      use.closeAfter(failure);
      throw failure;
    }
  }

  /** Closes it where the version is not read after all. */
  void closeAfter(RuntimeException failure) {
    try {
      close();
    } catch (StorageException unremoved) {
      failure.addSuppressed(unremoved);
    }
  }

  /** The version is no longer read. */
  @Override
  public void close() {
    storage.delete(folder);
  }
}
