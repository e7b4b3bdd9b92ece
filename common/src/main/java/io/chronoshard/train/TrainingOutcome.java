package io.chronoshard.train;

/**
 * What a training came to.
 *
 * @param best the state after the best epoch
 * @param validation errors of that state over the validation part
 * @param history all epochs
 */
public record TrainingOutcome(
    ModelState best, ValidationSums validation, TrainingHistory history) {}
