package io.chronoshard.retrain;

/**
 * What the new steps of a channel of a series are like.
 *
 * @param known new steps with a value
 * @param knownBefore steps of the reference with a value
 * @param unchanged the longest that it stayed as it was, up to some new step
 * @param unchangedFrom the first step of that
 * @param unchangedBefore the longest before the new steps
 * @param step the largest change of the mean into a new stretch that is more than twice as large as
 *     any before, in robust deviations of such changes before
 * @param spreadStep the same of the spread's logarithm
 * @param drift how far the furthest new stretch is from those before, in their robust deviations
 */
public record ChannelFacts(
    long known,
    long knownBefore,
    long unchanged,
    long unchangedFrom,
    long unchangedBefore,
    Change step,
    Change spreadStep,
    Change drift) {

  /** Of a channel without a value. */
  static final ChannelFacts NONE =
      new ChannelFacts(0, 0, 0, 0, 0, Change.UNKNOWN, Change.UNKNOWN, Change.UNKNOWN);
}
