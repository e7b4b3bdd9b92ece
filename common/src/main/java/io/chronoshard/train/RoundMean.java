package io.chronoshard.train;

/**
 * What the shards' rounds came to together.
 *
 * @param state the mean of where they arrived
 * @param windows trained on
 * @param lossSum sum over those windows of the loss in scaled units, each before its minibatch's
 *     update
 */
public record RoundMean(ModelState state, long windows, double lossSum) {}
