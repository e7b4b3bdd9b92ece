package io.chronoshard.registry;

import io.chronoshard.error.StorageException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.fs.Path;

/**
 * The folder of a lock that this process has taken: gives its signs of life and gives it back.
 *
 * <p>Its names hold a token that is this claim's alone. So nothing that it does by path touches
 * another claim, even one that had the same number for a moment.
 */
final class Claim {

  /** What a lock's folder holds instead of a sign of life, once it was given back. */
  static final String RELEASED = "released";

  /** What the names of signs of life begin with. */
  static final String BEAT = "beat-";

  private static final String WORK = "work-";

  private final Storage storage;
  private final Path folder;
  private final int number;
  private final String token;
  private final Pattern beats;
  private int beat;
  private volatile boolean isReleased;
  private volatile boolean isLost;

  Claim(Storage storage, Path folder, int number, String token) {
    this.storage = storage;
    this.folder = folder;
    this.number = number;
    this.token = token;
    this.beats = Pattern.compile(Pattern.quote(BEAT + token) + "-(\\d{9})");
  }

  /** Fills a folder that becomes the claim's. */
  static void fill(Storage storage, Path content, String token, Holder holder) {
    storage.writeThrough(new Path(content, Holder.FILE), Json.bytes(holder));
    storage.write(new Path(content, beatName(token, 0)), new byte[0]);
    storage.addFolder(new Path(content, WORK + token));
  }

  /** Whether a name in a lock's folder is that of the folder which its holder commits from. */
  static boolean isWork(String name) {
    return name.startsWith(WORK);
  }

  int number() {
    return number;
  }

  /** What is to be committed is staged in here: it goes where the claim goes. */
  Path work() {
    return new Path(folder, WORK + token);
  }

  /** Whether nobody has taken the lock over. */
  boolean isThere() {
    return storage.isFolder(work());
  }

  /** Whether a sign of life has shown that somebody has taken the lock over; asks nobody. */
  boolean isLost() {
    return isLost;
  }

  /**
   * Gives a sign of life; by one thread alone.
   *
   * @return whether there is any use in doing so again
   * @throws StorageException where it could not be given this time
   */
  boolean beat() {
    if (isReleased) {
      return false;
    }
    return switch (storage.rename(beatFile(beat), beatFile(beat + 1))) {
      case PUBLISHED -> {
        beat++;
        yield true;
      }
      case TAKEN ->
          throw new StorageException(
              beatFile(beat + 1) + " is there already: somebody else writes into this lock");
      case GONE -> {
        // A rename that failed may have come to pass all the same.
        OptionalInt there = newest();
        beat = there.orElse(beat);
        isLost = there.isEmpty() && !isReleased;
        yield there.isPresent();
      }
    };
  }

  /**
   * Gives the lock back; does nothing where somebody has taken it over. A sign of life may be under
   * way meanwhile, and but one.
   */
  void release() {
    isReleased = true;
    OptionalInt last = newest();
    for (int tries = 0; last.isPresent() && tries < 3; tries++) {
      if (storage.rename(beatFile(last.getAsInt()), new Path(folder, RELEASED))
          == Medium.Outcome.PUBLISHED) {
        return;
      }
      last = newest();
    }
  }

  private OptionalInt newest() {
    return storage.names(folder).stream()
        .map(beats::matcher)
        .filter(Matcher::matches)
        .mapToInt(matcher -> Integer.parseInt(matcher.group(1)))
        .max();
  }

  private Path beatFile(int count) {
    return new Path(folder, beatName(token, count));
  }

  private static String beatName(String token, int count) {
    return String.format(Locale.ROOT, "%s%s-%09d", BEAT, token, count);
  }

  /** The sign of life among the names in a lock's folder. */
  static Optional<String> sign(List<String> names) {
    return names.stream().filter(name -> name.startsWith(BEAT)).findFirst();
  }
}
