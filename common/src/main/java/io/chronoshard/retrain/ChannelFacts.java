package io.chronoshard.retrain;

/**
 * What the new steps of a channel of a series are like.
 *
 * @param known new steps with a value
 * @param unchanged the longest that it stayed as it was, up to some new step
 * @param unchangedBefore the same before the new steps
 * @param step the largest change of the mean into a new stretch, in robust deviations of such
 *     changes before; NaN where too little is known
 * @param spreadStep the same of the spread's logarithm
 * @param drift how far a new stretch is from those before, in their robust deviations; NaN where
 *     too little is known
 */
public record ChannelFacts(
    long known,
    long unchanged,
    long unchangedBefore,
    double step,
    double spreadStep,
    double drift) {}
