package io.chronoshard.evaluate;

/**
 * One window of an excerpt.
 *
 * @param series its series
 * @param origin its origin's step
 * @param actual what happened, {@code [horizon][target]}
 * @param model what the model said, in the same order
 * @param lower where the model's band begins, in the same order; NaN where it has none
 * @param upper where it ends
 * @param baseline what the first baseline that says anything of it said, in the same order
 * @param isAlarm whether its window is told anomalous
 */
public record ExcerptPoint(
    String series,
    long origin,
    float[] actual,
    float[] model,
    float[] lower,
    float[] upper,
    float[] baseline,
    boolean isAlarm) {}
