/**
 * Training on a cluster: the rounds of {@code common}'s training as Spark jobs, through
 * Deeplearning4j Spark.
 *
 * <p>Enters: an RDD with one shard per partition, a plan and a state. Leaves: the state after an
 * epoch, and validation sums. Holds no rule of its own: what a round does and how rounds are
 * averaged is decided in {@code io.chronoshard.train}.
 */
@NullMarked
package io.chronoshard.jobs.spark.training;

import org.jspecify.annotations.NullMarked;
