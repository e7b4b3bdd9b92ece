package io.chronoshard.train;

/**
 * What a training came to.
 *
 * @param best the state that is kept
 * @param validation errors of that state over the validation part; none where nothing was validated
 * @param history all epochs
 */
public record TrainingOutcome(
    ModelState best, ValidationSums validation, TrainingHistory history) {}
