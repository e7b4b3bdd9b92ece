package io.chronoshard.registry;

import io.chronoshard.registry.Provenance.TrainingData;
import io.chronoshard.train.TrainingHistory.Epoch;
import java.time.Instant;

/**
 * One line of the list of versions.
 *
 * @param number from 1
 * @param standing whether it is in use
 * @param created when its training ended
 * @param kept the losses and errors of what was kept
 * @param weights where those of its networks come from, which these errors depend on
 * @param seed what everything random followed from; of several networks that of the first one kept
 * @param engine what did the arithmetic
 * @param runId the run that made it
 * @param data what it was trained on
 * @param modelHash what tells models apart
 * @param signature who has signed it
 */
public record VersionSummary(
    int number,
    Standing standing,
    Instant created,
    Epoch kept,
    Weights weights,
    long seed,
    String engine,
    String runId,
    TrainingData data,
    String modelHash,
    SignedBy signature) {

  /** Where the weights of networks come from. */
  public enum Weights {
    /** They are alike, or there is but one network. */
    GIVEN,
    /** They were found on the validation part: elsewhere the error will be higher. */
    FOUND
  }

  /** Whether a version is in use. */
  public enum Standing {
    /** The version that forecasts. */
    CHAMPION,
    /** A version that was the champion before another one. */
    FORMER,
    /** Any other. */
    KEPT
  }
}
