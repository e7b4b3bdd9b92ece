package io.chronoshard.history;

import java.util.List;
import java.util.stream.Stream;

/**
 * Rows that cannot be read.
 *
 * @param count how many
 * @param first the first of them by file and position, at most {@link #SHOWN}
 */
public record BadRows(long count, List<BadRow> first) {

  /** How many are kept to be shown. */
  public static final int SHOWN = 5;

  /** None at all. */
  public static final BadRows NONE = new BadRows(0, List.of());

  /** Copies the list. */
  public BadRows {
    first = List.copyOf(first);
  }

  /** Those of both. */
  public BadRows plus(BadRows other) {
    if (count == 0 || other.count == 0) {
      return count == 0 ? other : this;
    }
    return new BadRows(
        count + other.count,
        Stream.concat(first.stream(), other.first.stream()).sorted().limit(SHOWN).toList());
  }
}
