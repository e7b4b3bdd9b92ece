package io.chronoshard.score;

import java.util.List;

/**
 * One forecast.
 *
 * @param series the series
 * @param originStep the step at which it was made
 * @param targetStep the step that it is for
 * @param target the target channel
 * @param forecast the value, in the target's own unit
 * @param outside names of the inputs that leave the range of the training part in its window
 */
public record Score(
    String series,
    long originStep,
    long targetStep,
    String target,
    float forecast,
    List<String> outside) {

  /** Copies the names. */
  public Score {
    outside = List.copyOf(outside);
  }
}
