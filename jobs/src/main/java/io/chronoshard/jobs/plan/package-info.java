/**
 * Tells what a training will take, before it is run.
 *
 * <p>Enters: a configuration, the description of its history table, and a cluster on which a few
 * minibatches of made-up windows are trained. Leaves: a {@link
 * io.chronoshard.train.plan.Prediction} in the run's folder, where the training finds it. Reads no
 * value of the history.
 */
@NullMarked
package io.chronoshard.jobs.plan;

import org.jspecify.annotations.NullMarked;
