package io.chronoshard.score;

import java.util.List;
import java.util.Optional;

/**
 * One forecast.
 *
 * @param series the series
 * @param originStep the step at which it was made
 * @param targetStep the step that it is for
 * @param target the target's name
 * @param forecast the value, in the target's own unit; a median, a mean, or the probability of an
 *     event or of the likeliest class where more is given
 * @param further what is given beside it, in the order of all names; NaN where it has none of one
 * @param probabilities of all classes; empty where there are none
 * @param checked how far off it was, where the version tells and it is known
 * @param outside names of the inputs that leave the range of the training part in its window
 */
public record Score(
    String series,
    long originStep,
    long targetStep,
    String target,
    float forecast,
    List<Float> further,
    List<Float> probabilities,
    Optional<Checked> checked,
    List<String> outside) {

  /**
   * A forecast beside what happened.
   *
   * @param actual what happened, in the target's own unit
   * @param anomaly by how many robust deviations the forecast was off
   * @param alarm whether that is more than the version's threshold
   */
  public record Checked(float actual, float anomaly, boolean alarm) {}

  /** Copies the lists. */
  public Score {
    further = List.copyOf(further);
    probabilities = List.copyOf(probabilities);
    outside = List.copyOf(outside);
  }
}
