package io.chronoshard.score;

import java.util.List;

/**
 * One forecast.
 *
 * @param series the series
 * @param originStep the step at which it was made
 * @param targetStep the step that it is for
 * @param target the target's name
 * @param forecast the value, in the target's own unit; a median or a mean where more is given
 * @param further what is given beside it, in the order of the form's names
 * @param outside names of the inputs that leave the range of the training part in its window
 */
public record Score(
    String series,
    long originStep,
    long targetStep,
    String target,
    float forecast,
    List<Float> further,
    List<String> outside) {

  /** Copies the lists. */
  public Score {
    further = List.copyOf(further);
    outside = List.copyOf(outside);
  }
}
