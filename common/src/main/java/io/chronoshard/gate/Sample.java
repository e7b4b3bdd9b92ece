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
 * @param needed blocks that a test needs
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

  /** Blocks that the bins with windows make. */
  public int blocks() {
    return filled / blockLength;
  }

  /** Whether they are as many as a test needs. */
  boolean isEnough() {
    return blocks() >= needed;
  }
}
