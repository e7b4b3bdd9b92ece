package io.chronoshard.train;

/**
 * What an epoch of training came to.
 *
 * @param state where all shards together arrived
 * @param windows trained on
 * @param lossSum sum over those windows of the loss in scaled units, each before its minibatch's
 *     update
 */
public record EpochResult(ModelState state, long windows, double lossSum) {}
