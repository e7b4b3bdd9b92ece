package io.chronoshard.registry;

import java.util.List;

/**
 * What becomes of each version of a model.
 *
 * @param fates the oldest first
 */
public record PrunePlan(List<Fate> fates) {

  /** Copies what it is given. */
  public PrunePlan {
    fates = List.copyOf(fates);
  }

  /**
   * What becomes of one version.
   *
   * @param number the version's
   * @param bytes how long its files are together
   * @param reasons why it is kept, as an operator reads them; none where it is removed
   */
  public record Fate(int number, long bytes, List<String> reasons) {

    /** Copies what it is given. */
    public Fate {
      reasons = List.copyOf(reasons);
    }

    /** Whether it goes. */
    public boolean isRemoved() {
      return reasons.isEmpty();
    }
  }

  /** The versions that go. */
  public List<Fate> removed() {
    return fates.stream().filter(Fate::isRemoved).toList();
  }

  /** How long the files of those that go are together. */
  public long bytes() {
    return removed().stream().mapToLong(Fate::bytes).sum();
  }
}
