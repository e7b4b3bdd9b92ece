package io.chronoshard.registry;

import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.fs.Path;

/**
 * Tells those who remove versions that a run reads one whose own folder they do not see.
 *
 * <pre>
 * runs/&lt;run-id&gt;/status.json   as of a run that goes on; goes when the version is no longer read
 * </pre>
 *
 * <p>Of a process that dies it stays, and the version with it, until the run is done again or the
 * folder is removed by hand; {@code models prune} names it.
 */
public final class VersionUse implements AutoCloseable {

  private final Storage storage;
  private final Path folder;

  private VersionUse(Storage storage, Path folder) {
    this.storage = storage;
    this.folder = folder;
  }

  static VersionUse begin(RunFolder run, String job, int version, Clock clock) {
    run.storage().makeFolder(run.path());
    run.status(
        new RunStatus(
            job,
            run.runId(),
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
    return new VersionUse(run.storage(), run.path());
  }

  /** The version is no longer read. */
  @Override
  public void close() {
    storage.delete(folder);
  }
}
