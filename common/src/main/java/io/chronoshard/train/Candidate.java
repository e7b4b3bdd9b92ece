package io.chronoshard.train;

/**
 * A state that may be what is kept.
 *
 * @param state after an epoch
 * @param sums errors of that state over the validation part; none where nothing was validated
 * @param epoch the losses and errors of its epoch
 */
public record Candidate(ModelState state, ValidationSums sums, TrainingHistory.Epoch epoch) {}
