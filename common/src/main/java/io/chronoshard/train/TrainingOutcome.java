package io.chronoshard.train;

/**
 * What a training came to.
 *
 * @param best the state after the best epoch
 * @param history all epochs
 */
public record TrainingOutcome(ModelState best, TrainingHistory history) {}
