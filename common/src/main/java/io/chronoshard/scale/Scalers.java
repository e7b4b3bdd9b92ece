package io.chronoshard.scale;

/**
 * The maps of a model's inputs and targets.
 *
 * @param inputs one column per input
 * @param targets one column per target
 */
public record Scalers(Scaler inputs, TargetScaler targets) {}
