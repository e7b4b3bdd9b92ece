package io.chronoshard.train;

/**
 * What a shard's round came to.
 *
 * @param shard its number
 * @param windows it trained on; its weight in the average
 * @param lossSum sum over those windows of the loss in scaled units, each before its minibatch's
 *     update
 * @param state where the shard arrived
 */
public record RoundResult(int shard, int windows, double lossSum, ModelState state) {}
