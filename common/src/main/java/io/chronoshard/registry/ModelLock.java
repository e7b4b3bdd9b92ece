package io.chronoshard.registry;

import io.chronoshard.config.LockSettings;
import io.chronoshard.error.BusyException;
import io.chronoshard.error.StorageException;
import io.chronoshard.error.UserException;
import java.time.Clock;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.util.ShutdownHookManager;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The lock of one model, held: one process at a time trains it, or removes versions of it.
 *
 * <p>A holder that gives no sign of life for the whole of its lease is taken over. If it was only
 * stopped and wakes up, it finds what it would commit renamed away and is told so: nothing that it
 * does takes effect any more, however wrong that judgement was. A process that is told to end gives
 * its locks back.
 */
public final class ModelLock implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ModelLock.class);

  /** Before Spark and the file systems are closed. */
  private static final int BEFORE_SPARK = 60;

  private static final Set<ModelLock> HELD = givenBackAtTheEnd();

  private final Storage storage;
  private final LockFolder folder;
  private final Claim claim;
  private final Path model;

  private ModelLock(Storage storage, LockFolder folder, Claim claim, Path model) {
    this.storage = storage;
    this.folder = folder;
    this.claim = claim;
    this.model = model;
  }

  private static Set<ModelLock> givenBackAtTheEnd() {
    Set<ModelLock> held = ConcurrentHashMap.newKeySet();
    ShutdownHookManager.get().addShutdownHook(() -> held.forEach(ModelLock::release), BEFORE_SPARK);
    return held;
  }

  /**
   * Takes the lock of a model; waits where it is held.
   *
   * @param model the model's folder
   * @param work what it is taken for, as others read it: a run, or an action of an operator
   * @throws BusyException where its holder is alive, and goes on for longer than this one waits
   */
  static ModelLock take(
      Storage storage, Path model, String work, LockSettings settings, Pace pace) {
    LockFolder folder = new LockFolder(storage, model);
    Holder holder = Holder.of(work, settings.lease(), Clock.systemUTC());
    Claim claim = new Taking(folder, model, holder, settings, pace).take();
    ModelLock lock = new ModelLock(storage, folder, claim, model);
    pace.beside(
        "lock " + claim.number() + " of " + model, new Heart(claim, settings.interval(), pace));
    folder.sweep();
    HELD.add(lock);
    return lock;
  }

  /** Its number: the next holder has a higher one. */
  public int number() {
    return claim.number();
  }

  /**
   * Sees to it that nobody has taken the lock over. What is published under the lock needs no such
   * look: it tells work that would be in vain.
   *
   * @throws BusyException where somebody has, with who it is
   */
  public void requireHeld() {
    if (!claim.isThere()) {
      throw lost();
    }
  }

  /**
   * The same, as far as this process knows: does not ask storage, which may be away for a while. A
   * holder who is away himself may have lost the lock without knowing; then he finds out before
   * anything that he does takes effect.
   *
   * @throws BusyException where somebody has taken the lock over, with who it is
   */
  public void requireNotLost() {
    if (claim.isLost()) {
      throw lost();
    }
  }

  private BusyException lost() {
    return new BusyException(
        String.format(
            Locale.ROOT,
            "lock %d of %s was taken over by %s: this process gave no sign of life for too long, as one that was stopped or cut off from the storage;"
                + " nothing that it does takes effect any more, so run it again",
            claim.number(),
            model,
            folder.other(claim.number())));
  }

  /** An empty folder, from which its content is published as long as the lock is held. */
  Path stage(String name) {
    Path staged = new Path(claim.work(), name);
    return guarded(
        () -> {
          storage.delete(staged);
          storage.addFolder(staged);
          return staged;
        });
  }

  /**
   * Gives what was staged a name where nothing may exist.
   *
   * @return whether that name was taken
   * @throws BusyException where the lock was taken over; then nothing was published
   */
  Medium.Outcome publish(Path staged, Path target) {
    return guarded(
        () -> {
          Medium.Outcome outcome = storage.publish(staged, target);
          if (outcome != Medium.Outcome.PUBLISHED) {
            requireHeld();
          }
          if (outcome == Medium.Outcome.GONE) {
            throw new StorageException(
                staged + " is gone: somebody has removed it; nothing was published, so run again");
          }
          return outcome;
        });
  }

  /** Writes a file that readers see as it was or as it will be, as long as the lock is held. */
  void replace(Path file, byte[] content) {
    guarded(
        () -> {
          storage.replace(new Path(claim.work(), file.getName()), file, content);
          return file;
        });
  }

  /** Removes a folder, which disappears at once, as long as the lock is held. */
  void remove(Path folder) {
    Path away = new Path(claim.work(), "removed-" + folder.getName());
    guarded(
        () -> {
          storage.delete(away);
          if (storage.rename(folder, away) != Medium.Outcome.PUBLISHED) {
            requireHeld();
          }
          return storage.delete(away);
        });
  }

  /** Does what fails where the lock was taken over, and then says that it was. */
  <T> T guarded(Supplier<T> work) {
    try {
      return work.get();
    } catch (StorageException e) {
      throw explained(e);
    }
  }

  private UserException explained(StorageException failure) {
    try {
      requireHeld();
    } catch (BusyException lost) {
      lost.addSuppressed(failure);
      return lost;
    } catch (StorageException unknown) {
      failure.addSuppressed(unknown);
    }
    return failure;
  }

  /** Gives the lock back, and removes what was staged and not published. */
  @Override
  public void close() {
    try {
      folder.empty(claim);
    } catch (StorageException e) {
      LOG.warn("what {} holds is removed by the next one: {}", claim.work(), e.getMessage());
    }
    release();
  }

  private void release() {
    HELD.remove(this);
    try {
      claim.release();
    } catch (StorageException e) {
      LOG.warn(
          "lock {} of {} was not given back, the next one takes it over: {}",
          claim.number(),
          model,
          e.getMessage());
    }
  }
}
