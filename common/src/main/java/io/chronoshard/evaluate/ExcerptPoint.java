package io.chronoshard.evaluate;

/**
 * One window of an excerpt.
 *
 * @param series its series
 * @param origin its origin's step
 * @param actual what happened, {@code [horizon][target]}
 * @param model what the model said, in the same order
 * @param baseline of each value what the first baseline said that forecasts its target
 */
public record ExcerptPoint(
    String series, long origin, float[] actual, float[] model, float[] baseline) {}
