package io.chronoshard.registry;

import io.chronoshard.error.StorageException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.fs.Path;

/**
 * A folder that one attempt of a run fills, until it is published under its final name or the next
 * attempt of the run discards it.
 *
 * <pre>
 * name.1/mark      there as long as this attempt may publish; claimed once it does
 * name.1/content/  what becomes the published folder
 * </pre>
 *
 * <p>An attempt that was taken for dead and wakes up finds its folder renamed away and its mark
 * gone, so it has nothing left to publish; files that it still writes appear under its own number,
 * which no later attempt uses.
 */
final class Staging implements Stage {

  private static final String MARK = "mark";
  private static final String CLAIMED = "claimed";
  private static final String DISCARDED = ".discarded";

  private final Storage storage;
  private final Path folder;
  private boolean claimed;

  private Staging(Storage storage, Path folder) {
    this.storage = storage;
    this.folder = folder;
  }

  /** Discards what earlier attempts left under the name, and makes an empty folder. */
  static Staging begin(Storage storage, Path parent, String name) {
    Pattern ours =
        Pattern.compile(Pattern.quote(name) + "\\.(\\d{1,9})(" + Pattern.quote(DISCARDED) + ")?");
    int last = 0;
    for (String existing : storage.names(parent)) {
      Matcher matcher = ours.matcher(existing);
      if (matcher.matches()) {
        last = Math.max(last, Integer.parseInt(matcher.group(1)));
        discard(storage, new Path(parent, existing));
      }
    }
    Staging staging = new Staging(storage, new Path(parent, name + "." + (last + 1)));
    storage.makeFolder(staging.content());
    storage.write(
        new Path(staging.folder, MARK), "being written\n".getBytes(StandardCharsets.UTF_8));
    return staging;
  }

  @Override
  public Path content() {
    return new Path(folder, "content");
  }

  /**
   * Gives the content its final name, where that is free.
   *
   * @throws StorageException where another attempt of the same run has discarded this one
   */
  @Override
  public Medium.Outcome publish(Path target) {
    claim();
    Medium.Outcome outcome = storage.publish(content(), target);
    switch (outcome) {
      case PUBLISHED -> storage.delete(folder);
      case TAKEN -> {}
      case GONE -> throw discarded();
    }
    return outcome;
  }

  /**
   * By a rename, of which a storage that was away can tell afterwards whether it was this one's.
   */
  private void claim() {
    if (!claimed
        && storage.rename(new Path(folder, MARK), new Path(folder, CLAIMED))
            != Medium.Outcome.PUBLISHED) {
      throw discarded();
    }
    claimed = true;
  }

  private StorageException discarded() {
    return new StorageException(
        folder
            + " was discarded: the same run was started again while this one went on; this one published nothing");
  }

  @Override
  public void discard() {
    discard(storage, folder);
  }

  /** Moved aside first, so that nobody can publish a folder that is half removed. */
  static void discard(Storage storage, Path folder) {
    if (folder.getName().endsWith(DISCARDED)) {
      storage.delete(folder);
    } else {
      storage.discard(folder, folder.suffix(DISCARDED));
    }
  }
}
