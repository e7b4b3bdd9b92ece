/**
 * What a training will take, told before a value is read, and compared with what then happened.
 *
 * <p>Enters: a {@link io.chronoshard.train.TrainingDesign}, what a cluster gives, and how fast it
 * computes. Leaves: blocks and windows of each shard, bytes on executors and on the driver, rounds,
 * seconds on any number of executors, and what does not fit. Bytes and counts follow from extents
 * and from how objects are laid out; seconds follow from a few minibatches of made-up windows.
 * Knows no value of a history, no files and no Spark.
 */
@NullMarked
package io.chronoshard.train.plan;

import org.jspecify.annotations.NullMarked;
