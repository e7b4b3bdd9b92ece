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
 * @param needed bins with windows that a test needs
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

  /** Whether there are as many bins as a test needs. */
  boolean isEnough() {
    return filled >= needed;
  }

  /** Whether so many bins of a segment are enough to judge it. */
  boolean isEnoughOfSegment(int filledOfSegment) {
    return filledOfSegment >= LEAST_BLOCKS * blockLength;
  }
}
