package io.chronoshard.model.error;

/**
 * One number that tells how good forecasts are.
 *
 * @param name what it measures
 * @param value not a number where nothing of its kind was forecast or happened
 */
public record Measure(String name, double value) {}
