package io.chronoshard.kernel;

/**
 * The factors of inverted dropout: zero with the probability of the rate, else {@code 1 / (1 -
 * rate)}. A factor follows from the seed, the stream, the sample's number and its place by itself,
 * by hashing them: in any order, on any machine.
 *
 * @param seed of a run
 * @param stream of a layer, or of one of several uses in it
 * @param rate in [0, 1)
 */
public record DropoutFactors(long seed, long stream, double rate) {

  private static final int BITS = 32;

  /** Refuses what is no rate. */
  public DropoutFactors {
    if (!(rate >= 0 && rate < 1)) {
      throw new IllegalArgumentException("dropout of " + rate + " outside [0, 1)");
    }
  }

  /**
   * The factors of neighbouring samples, places counted as {@code [step][feature]}.
   *
   * @param firstSample the number of the first one in the run
   */
  public void fill(long firstSample, Sequences factors) {
    long threshold = threshold();
    float scale = scale();
    for (int sample = 0; sample < factors.samples(); sample++) {
      long start = start(firstSample + sample);
      int place = 0;
      for (int step = 0; step < factors.steps(); step++) {
        int at = sample * factors.sampleStride() + step * factors.stepStride();
        for (int feature = 0; feature < factors.width(); feature++) {
          factors.values()[at] = factor(start, place, threshold, scale);
          at += factors.featureStride();
          place++;
        }
      }
    }
  }

  private long start(long sample) {
    return SplitMix.spread(
        SplitMix.spread(SplitMix.spread(seed) + stream * SplitMix.GOLDEN)
            + sample * SplitMix.GOLDEN);
  }

  private long threshold() {
    return (long) (rate * (1L << BITS));
  }

  private float scale() {
    return (float) (1 / (1 - rate));
  }

  private static float factor(long start, int place, long threshold, float scale) {
    long bits = SplitMix.spread(start + (place + 1L) * SplitMix.GOLDEN) >>> (Long.SIZE - BITS);
    return bits < threshold ? 0 : scale;
  }
}
