package io.chronoshard.registry;

import io.chronoshard.history.InputFile;
import java.util.List;

/**
 * What a snapshot is, in a few lines.
 *
 * @param run the ingest that made it
 * @param settings the blocks of the configuration that it was made with, as one line of JSON with
 *     sorted keys, but for those that say where files are and how many snapshots stay
 * @param sides files beside the history's own that it was made with: attributes, intervals
 * @param rows rows of all files
 * @param fingerprint hash of all cells
 */
public record SnapshotHead(
    String run, String settings, List<InputFile> sides, long rows, String fingerprint) {

  /** Copies the list. */
  public SnapshotHead {
    sides = List.copyOf(sides);
  }
}
