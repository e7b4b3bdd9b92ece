package io.chronoshard.registry;

import java.util.Set;
import java.util.TreeSet;

/**
 * Which versions are kept beside those that were ever promoted and those that runs use.
 *
 * @param newest how many of the newest sound versions, at least 1
 * @param also further versions, by number
 * @param damaged what becomes of versions that cannot be read
 */
public record PruneRules(int newest, Set<Integer> also, Damaged damaged) {

  /** What becomes of versions that are damaged or of another release. */
  public enum Damaged {
    /** They stay. */
    KEPT,
    /** They are removed, unless there is another reason to keep them. */
    REMOVED
  }

  /** Copies what it is given. */
  public PruneRules {
    if (newest < 1) {
      throw new IllegalArgumentException("keeps " + newest + " versions");
    }
    also = new TreeSet<>(also);
  }
}
