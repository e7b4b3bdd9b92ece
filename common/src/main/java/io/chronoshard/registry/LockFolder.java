package io.chronoshard.registry;

import io.chronoshard.error.StorageException;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The lock of a model as it lies on storage, and the steps in which it is taken.
 *
 * <pre>
 * locks/000017/               the highest number is the lock; it always stays
 *   holder.json               who has taken it
 *   beat-TOKEN-000000041      its sign of life, which gets another number again and again; or
 *   released                  it was given back
 *   work-TOKEN/               what its holder commits, until it is renamed out of here
 * .staging/fenced/000016.…    lower ones, renamed away
 * </pre>
 *
 * <p>Taking the lock is publishing the next number, and then renaming away all lower ones: what
 * their holders would still commit is gone from where they look for it. No number above one that
 * was ever published disappears, so whoever is late sees a higher one beside his own, and gives up.
 */
final class LockFolder {

  private static final Logger LOG = LoggerFactory.getLogger(LockFolder.class);
  private static final String DISCARDED = ".discarded";

  private final Storage storage;
  private final NumberedFolders folders;
  private final Path staging;
  private final Path fenced;

  /**
   * The lock of a model.
   *
   * @param model the model's folder, which need not be there
   */
  LockFolder(Storage storage, Path model) {
    this.storage = storage;
    this.folders = new NumberedFolders(storage, new Path(model, "locks"), "");
    this.staging = new Path(model, ".staging/locks");
    this.fenced = new Path(model, ".staging/fenced");
  }

  /**
   * What was seen of the lock.
   *
   * @param number the highest one; 0 where it was never taken
   * @param names what lies in its folder
   */
  record Seen(int number, List<String> names) {

    /** Whether nobody has it. */
    boolean isFree() {
      return number == 0 || names.contains(Claim.RELEASED);
    }

    /** What a living holder changes; nothing in between two names. */
    Optional<String> sign() {
      return Claim.sign(names);
    }
  }

  /** Looks. */
  Seen look() {
    int number = folders.newest().orElse(0);
    return new Seen(number, number == 0 ? List.of() : storage.names(folders.path(number)));
  }

  /** Who has taken a lock; nothing where it is gone, or what says so cannot be read. */
  Optional<Holder> holder(int number) {
    Path file = new Path(folders.path(number), Holder.FILE);
    if (!storage.exists(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(Holder.read(storage.read(file, Holder.LIMIT), file.toString()));
    } catch (StorageException e) {
      LOG.warn("nobody can tell who holds lock {}: {}", number, e.getMessage());
      return Optional.empty();
    }
  }

  /**
   * Takes the lock under a number. The lock is held once this is done: what was committed before
   * can be seen, and no earlier holder commits anything more.
   *
   * @param number the one after the highest that was seen
   * @return the claim; nothing where another process was faster
   */
  Optional<Claim> take(int number, Holder holder) {
    String token = Token.next();
    Staging staged = Staging.begin(storage, staging, token);
    Claim.fill(storage, staged.content(), token, holder);
    if (staged.publish(folders.path(number)) == Medium.Outcome.TAKEN) {
      staged.discard();
      return Optional.empty();
    }
    List<Integer> there = folders.numbers();
    if (!there.contains(number) || there.get(there.size() - 1) > number) {
      // Seen long ago: used and fenced since, it was free again by that alone.
      fence(number, token);
      return Optional.empty();
    }
    there.stream().filter(lower -> lower < number).forEach(lower -> fence(lower, token));
    storage.names(fenced).forEach(name -> close(new Path(fenced, name)));
    return Optional.of(new Claim(storage, folders.path(number), number, token));
  }

  /** Renames a lock away. */
  private void fence(int number, String token) {
    Path away = new Path(fenced, folders.path(number).getName() + "." + token);
    storage.makeFolder(fenced);
    storage.rename(folders.path(number), away);
  }

  /**
   * Takes from a holder the folder that it commits from, and with it what it has moved there. On a
   * local disk a rename that had found that folder before it was moved still comes to its end, and
   * a client of NFS finds it for a while; after this, nobody has anything to rename, nor where to.
   */
  private void close(Path away) {
    for (String name : storage.names(away)) {
      if (Claim.isWork(name)) {
        Path work = new Path(away, name);
        do {
          storage.names(work).forEach(inside -> moveOut(new Path(work, inside), away));
        } while (!storage.deleteEmpty(work));
      }
    }
  }

  private void moveOut(Path inside, Path away) {
    int count = 0;
    Path free;
    do {
      free = new Path(away, inside.getName() + DISCARDED + "." + count++);
    } while (storage.rename(inside, free) == Medium.Outcome.TAKEN);
  }

  /** Deletes what was renamed away. What cannot be deleted stays for the next one to try. */
  void sweep() {
    for (String name : storage.names(fenced)) {
      Path away = new Path(fenced, name);
      try {
        storage.delete(away);
      } catch (StorageException e) {
        LOG.warn("{} was left behind: {}", away, e.getMessage());
      }
    }
  }

  /** Removes what a holder has staged and not published. */
  void empty(Claim claim) {
    storage.names(claim.work()).forEach(name -> storage.delete(new Path(claim.work(), name)));
  }

  /** Whoever has the lock that was taken from a holder, as an operator reads it. */
  String other(int taken) {
    int number = folders.newest().orElse(0);
    return number > taken
        ? holder(number).map(Holder::toString).orElse("another process")
        : "somebody who removed its folder";
  }
}
