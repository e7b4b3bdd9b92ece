package io.chronoshard.jobs.simulate;

import io.chronoshard.simulate.FaultCounts;

/**
 * What the tasks have written.
 *
 * @param counts rows and faults
 * @param files number of files
 * @param bytes their length
 */
record WrittenFiles(FaultCounts counts, long files, long bytes) {

  /** Both together. */
  WrittenFiles plus(WrittenFiles other) {
    return new WrittenFiles(counts.plus(other.counts), files + other.files, bytes + other.bytes);
  }
}
