package io.chronoshard.registry;

import io.chronoshard.error.StorageException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.hadoop.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells those who remove versions that a run reads one whose own folder they do not see.
 *
 * <pre>
 * runs/&lt;run-id&gt;-&lt;token&gt;/status.json   as of a run that goes on; goes when the version is no longer read
 * runs/&lt;run-id&gt;-&lt;token&gt;/alive         written again each hour
 * </pre>
 *
 * <p>Whoever reads has a folder of his own, so nobody removes another one's, whatever names their
 * runs have. Of a process that dies it stays, and the version with it, until nothing was written
 * for a day: then {@code models prune} removes it.
 */
public final class VersionUse implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(VersionUse.class);
  private static final String ALIVE = "alive";
  private static final Duration INTERVAL = Duration.ofHours(1);

  /** By the storage's own clock: no machine's clock is compared with another's. */
  private static final Duration ABANDONED = Duration.ofDays(1);

  private final Storage storage;
  private final Path folder;
  private volatile boolean isClosed;

  private VersionUse(Storage storage, Path folder) {
    this.storage = storage;
    this.folder = folder;
  }

  /**
   * Begins.
   *
   * @param named the folder that the run would have here, which is not touched
   * @param pace how time passes from one sign of life to the next
   */
  static VersionUse begin(RunFolder named, String job, int version, Clock clock, Pace pace) {
    Path path = named.path();
    RunFolder own =
        new RunFolder(
            named.storage(), new Path(path.getParent(), named.runId() + "-" + Token.next()));
    VersionUse use = new VersionUse(own.storage(), own.path());
    try {
      own.storage().makeFolder(own.path());
      use.live();
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
      pace.beside("use of a version", () -> use.live(pace));
      return use;
    } catch (RuntimeException failure) {
      use.closeAfter(failure);
      throw failure;
    }
  }

  private void live() {
    storage.write(new Path(folder, ALIVE), new byte[0]);
  }

  private void live(Pace pace) {
    try {
      for (pace.pause(INTERVAL); !isClosed; pace.pause(INTERVAL)) {
        tryToLive();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void tryToLive() {
    try {
      live();
    } catch (StorageException e) {
      if (!isClosed) {
        LOG.warn("that a version is read could not be told, and is told again: {}", e.getMessage());
      }
    }
  }

  /**
   * Removes what processes that died have left.
   *
   * @param runs the folders of all runs of a model
   * @param probes a folder to find out the storage's time in
   */
  static void removeAbandoned(Storage storage, List<RunFolder> runs, Path probes) {
    List<Path> uses = runs.stream().filter(run -> run.has(ALIVE)).map(RunFolder::path).toList();
    if (uses.isEmpty()) {
      return;
    }
    long now = storage.now(probes);
    for (Path use : uses) {
      OptionalLong last = storage.modified(new Path(use, ALIVE));
      if (last.isPresent() && now - last.getAsLong() > ABANDONED.toMillis()) {
        LOG.warn("{} has given no sign of life for a day, and is removed", use);
        storage.delete(use);
      }
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
    isClosed = true;
    storage.delete(folder);
  }
}
