package io.chronoshard.registry;

import io.chronoshard.error.ConfigurationException;
import io.chronoshard.error.StorageException;
import io.chronoshard.registry.HeadedFile.RefusedException;
import io.chronoshard.train.RunProgress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.hadoop.fs.Path;

/**
 * How far a run's training had come, at some of its rounds. Each lies in a folder of its own, which
 * is there as a whole or not at all.
 *
 * <pre>
 * runs/&lt;run-id&gt;/checkpoints/000012/checkpoint.bin    the highest number is the newest
 * </pre>
 *
 * <p>Written as long as the model's lock is held.
 */
public final class Checkpoints {

  private static final String FOLDER = "checkpoints";
  private static final String STAGED = "checkpoint";

  private final Storage storage;
  private final NumberedFolders folders;
  private final ModelLock lock;
  private final CheckpointIdentity identity;

  /** Those that can be used: that the training went on from, and its own. */
  private final List<Integer> whole = new ArrayList<>();

  /**
   * Those of a run.
   *
   * @param lock of the run's model
   * @param identity what a checkpoint must be of to be used
   */
  public Checkpoints(RunFolder run, ModelLock lock, CheckpointIdentity identity) {
    this.storage = run.storage();
    this.folders = new NumberedFolders(storage, path(run), "");
    this.lock = lock;
    this.identity = identity;
  }

  /**
   * A checkpoint.
   *
   * @param number its own
   */
  public record Checkpoint(int number, RunProgress progress) {}

  /**
   * A checkpoint that is not used.
   *
   * @param reason why, to follow its name
   */
  public record Refused(int number, String reason) {}

  /**
   * What there was.
   *
   * @param newest of those that can be used
   * @param refused those that are newer, the newest first
   */
  public record Found(Optional<Checkpoint> newest, List<Refused> refused) {

    /** Copies the list. */
    public Found {
      refused = List.copyOf(refused);
    }
  }

  /** How many a run has, whatever they are of. */
  private static int count(RunFolder run) {
    return new NumberedFolders(run.storage(), path(run), "").numbers().size();
  }

  /**
   * Sees to it that a run does not begin anew beside what another configuration, or other data, has
   * come to under its name.
   *
   * @param identity of the run that is to begin
   * @throws ConfigurationException where there are checkpoints of another identity
   */
  public static void requireNoOthers(RunFolder run, String identity) {
    Optional<String> other =
        run.status().map(RunStatus::identity).filter(begun -> !begun.equals(identity));
    int count = other.isEmpty() ? 0 : count(run);
    if (count > 0) {
      throw new ConfigurationException(
          String.format(
              Locale.ROOT,
              "run %s was begun with another configuration or other data (%s there, %s here) and"
                  + " has %d %s; choose another run.id, or remove %s",
              run.runId(),
              other.get(),
              identity,
              count,
              count == 1 ? "checkpoint" : "checkpoints",
              run.path()));
    }
  }

  private static Path path(RunFolder run) {
    return new Path(run.path(), FOLDER);
  }

  /**
   * The newest one that can be used.
   *
   * @throws StorageException where storage does not serve, so that nobody can tell
   */
  public Found newest() {
    List<Integer> numbers = folders.numbers();
    List<Refused> refused = new ArrayList<>();
    for (int i = numbers.size() - 1; i >= 0; i--) {
      int number = numbers.get(i);
      try {
        Checkpoint newest =
            new Checkpoint(number, CheckpointFile.read(storage, file(number), identity));
        whole.add(number);
        return new Found(Optional.of(newest), refused);
      } catch (StorageException e) {
        refused.add(new Refused(number, reason(e)));
      }
    }
    return new Found(Optional.empty(), refused);
  }

  /** Why a checkpoint is of no use; what may be of use another time is no reason. */
  static String reason(StorageException failure) {
    if (StorageFailure.of(failure) != StorageFailure.OTHER) {
      throw failure;
    }
    return String.valueOf(
        failure.getCause() instanceof RefusedException refused
            ? refused.getMessage()
            : failure.getMessage());
  }

  private Path file(int number) {
    return new Path(folders.path(number), CheckpointFile.NAME);
  }

  /**
   * Publishes another one, and removes those that are not needed any more.
   *
   * @param keep how many stay
   * @return its number
   * @throws io.chronoshard.error.BusyException where the lock was taken over
   */
  public int publish(RunProgress progress, int keep) {
    Path staged = lock.stage(STAGED);
    lock.guarded(
        () -> {
          CheckpointFile.write(storage, new Path(staged, CheckpointFile.NAME), identity, progress);
          return staged;
        });
    int number = folders.newest().orElse(0) + 1;
    while (lock.publish(staged, folders.path(number)) == Medium.Outcome.TAKEN) {
      number++;
    }
    whole.add(number);
    whole.subList(0, Math.max(0, whole.size() - keep)).clear();
    for (int other : folders.numbers()) {
      if (!whole.contains(other)) {
        lock.remove(folders.path(other));
      }
    }
    return number;
  }

  /** Removes all that a run has, also those of single series. */
  public static void discard(RunFolder run, ModelLock lock) {
    if (run.storage().exists(path(run))) {
      lock.remove(path(run));
    }
  }
}
