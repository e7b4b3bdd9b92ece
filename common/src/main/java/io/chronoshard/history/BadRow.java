package io.chronoshard.history;

import org.jspecify.annotations.Nullable;

/**
 * A row that cannot be read.
 *
 * @param file its file's place in the sorted list of files
 * @param position where it stands among the rows of its file
 * @param problem what is wrong with it
 */
public record BadRow(int file, long position, String problem) implements Comparable<BadRow> {

  /** The one that comes first, by file and position; null where there is none. */
  public static @Nullable BadRow first(@Nullable BadRow one, @Nullable BadRow other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return one.compareTo(other) <= 0 ? one : other;
  }

  @Override
  public int compareTo(BadRow other) {
    int order = Integer.compare(file, other.file);
    return order != 0 ? order : Long.compare(position, other.position);
  }
}
