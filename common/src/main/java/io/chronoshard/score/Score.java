package io.chronoshard.score;

/**
 * One forecast.
 *
 * @param series the series
 * @param originStep the step at which it was made
 * @param targetStep the step that it is for
 * @param target the target channel
 * @param forecast the value, in the target's own unit
 */
public record Score(
    String series, long originStep, long targetStep, String target, float forecast) {}
