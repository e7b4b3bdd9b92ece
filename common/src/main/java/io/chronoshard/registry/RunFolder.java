package io.chronoshard.registry;

import java.time.Clock;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * What a run leaves about itself, in a folder named by its id.
 *
 * <pre>
 * status.json              how it stands; replaced as a whole
 * events/000001.jsonl      what happened in its first attempt, one JSON object a line, {@link EventFiles}
 * checkpoints/             how far its training has come, {@link Checkpoints}
 * </pre>
 *
 * <p>A run that holds its model's lock replaces these files as long as it does; its next attempt
 * has them for itself.
 */
public final class RunFolder {

  private static final String STATUS = "status.json";
  private static final int STATUS_LIMIT = 16 << 20;
  private static final int RESULT_LIMIT = 1 << 30;

  private final Storage storage;
  private final Path path;
  private final Optional<ModelLock> lock;

  RunFolder(Storage storage, Path path) {
    this(storage, path, Optional.empty());
  }

  private RunFolder(Storage storage, Path path, Optional<ModelLock> lock) {
    this.storage = storage;
    this.path = path;
    this.lock = lock;
  }

  /** The folder of a run; its last name is the run's id. Touches nothing. */
  public static RunFolder of(Path path, Configuration hadoop) {
    Storage storage = Storage.of(path, hadoop);
    return new RunFolder(storage, storage.qualify(path));
  }

  /** The same folder, whose files are replaced as long as the lock is held. */
  public RunFolder under(ModelLock held) {
    return new RunFolder(storage, path, Optional.of(held));
  }

  /** Where it is or will be. */
  public Path path() {
    return path;
  }

  /** The run. */
  public String runId() {
    return path.getName();
  }

  /** How the run stands, where it was ever started. */
  public Optional<RunStatus> status() {
    Path file = new Path(path, STATUS);
    return storage
        .readIfThere(file, STATUS_LIMIT)
        .map(json -> Json.read(json, RunStatus.class, file.toString()));
  }

  /** Leaves a file of the run's results, as JSON; readers see all of it or none. */
  public void write(String name, Object record) {
    byte[] json = Json.bytes(record);
    Path file = new Path(path, name);
    lock.ifPresentOrElse(held -> held.replace(file, json), () -> storage.replace(file, json));
  }

  /** Reads a file of the run's results. */
  public <T> T read(String name, Class<T> type) {
    Path file = new Path(path, name);
    return Json.read(storage.read(file, RESULT_LIMIT), type, file.toString());
  }

  /**
   * Reads a file of the run's results that says its format.
   *
   * @param format the one that is read
   * @throws io.chronoshard.error.StorageException where another release wrote it, or it is damaged
   */
  public <T> T read(String name, Class<T> type, int format) {
    Path file = new Path(path, name);
    byte[] json = storage.read(file, RESULT_LIMIT);
    Format.require(
        json, format, file.toString(), "remove " + path + " to have it done again by this one");
    return Json.read(json, type, file.toString());
  }

  /** Whether the run has left such a file. */
  public boolean has(String name) {
    return storage.exists(new Path(path, name));
  }

  /**
   * Starts the run, or starts it again: its status is {@link RunStatus.State#RUNNING}.
   *
   * @param identity hash of all that decides its result
   */
  public RunAttempt begin(String job, String identity, Clock clock) {
    Path events = new Path(path, "events");
    int number = 1;
    for (String name : storage.names(events)) {
      if (name.matches("\\d{6,9}\\.jsonl")) {
        number = Math.max(number, Integer.parseInt(name.substring(0, name.indexOf('.'))) + 1);
      }
    }
    return RunAttempt.begin(this, job, identity, number, clock);
  }

  void status(RunStatus status) {
    write(STATUS, status);
  }

  Storage storage() {
    return storage;
  }
}
