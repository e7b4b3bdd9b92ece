package io.chronoshard.registry;

import java.util.List;

/**
 * The networks of single series that a version holds, in one file.
 *
 * @param file where they are, with its scheme and from the root
 * @param entries one for each, sorted by series
 */
public record SeriesNetworks(String file, List<SeriesEntry> entries) {

  /** Copies the list. */
  public SeriesNetworks {
    entries = List.copyOf(entries);
  }
}
