package io.chronoshard.gate;

/**
 * What is resampled.
 *
 * @param windows that all contenders forecast
 * @param fromStep the first step of the first bin
 * @param toStep the step after the last bin
 * @param bins from the first to the last that has windows
 * @param filled bins that have windows
 * @param blockLength bins of a block
 * @param needed bins with windows that a test needs, beside blocks
 * @param resamples how many there are for comparisons with the champion
 * @param seed of them
 */
public record Sample(
    long windows,
    long fromStep,
    long toStep,
    int bins,
    int filled,
    int blockLength,
    int needed,
    int resamples,
    long seed) {

  /**
   * Blocks that a test needs. With fewer the statistic of a resample would say little, and with the
   * few that there are it is careful.
   */
  static final int LEAST_BLOCKS = 6;

  /** Bins with windows that a segment needs to be judged. */
  static final int LEAST_OF_SEGMENT = 28;

  /** Whether there are as many bins, and blocks of them, as a test needs. */
  boolean isEnough() {
    return isFilledEnough() && isLongEnough();
  }

  /** Whether as many bins have windows as a test needs. */
  boolean isFilledEnough() {
    return filled >= needed;
  }

  /** Whether there are as many blocks as a test needs; bins without windows keep their place. */
  boolean isLongEnough() {
    return bins / blockLength >= LEAST_BLOCKS;
  }

  /** Whether so many bins of a segment, of which so many have windows, are enough to judge it. */
  static boolean isEnoughOfSegment(int filled, int bins, int blockLength) {
    return filled >= LEAST_OF_SEGMENT && bins / blockLength >= LEAST_BLOCKS;
  }
}
