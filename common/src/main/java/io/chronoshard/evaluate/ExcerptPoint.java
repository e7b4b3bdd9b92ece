package io.chronoshard.evaluate;

/**
 * One window of an excerpt.
 *
 * @param series its series
 * @param origin its origin's step
 * @param actual what happened, {@code [horizon][target]}
 * @param model what the model said, in the same order
 * @param baseline what the first baseline said, in the same order
 */
public record ExcerptPoint(
    String series, long origin, float[] actual, float[] model, float[] baseline) {}
