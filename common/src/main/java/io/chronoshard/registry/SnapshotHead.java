package io.chronoshard.registry;

/**
 * What a snapshot is, in a few lines.
 *
 * @param run the ingest that made it
 * @param settings the blocks of the configuration that it was made with, as one line of JSON with
 *     sorted keys, but for those that say where files are and how many snapshots stay
 * @param rows rows of all files
 * @param fingerprint hash of all cells
 */
public record SnapshotHead(String run, String settings, long rows, String fingerprint) {}
