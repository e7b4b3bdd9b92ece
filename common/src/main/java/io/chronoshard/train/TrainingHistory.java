package io.chronoshard.train;

import java.util.List;

/**
 * What happened in each epoch of a training.
 *
 * @param epochs in order
 * @param bestEpoch the epoch, from 1, whose watched value is the best; the last one where nothing
 *     was validated
 * @param kept the epoch whose parameters were kept, with their errors: for a mean over epochs those
 *     of the mean, under the last one's number
 * @param averaged epochs whose parameters the kept ones are the mean of; 1 for one epoch's own
 * @param end why training ended
 * @param trainingWindows windows of the training part
 * @param validationWindows windows of the validation part; none where nothing was validated
 */
public record TrainingHistory(
    List<Epoch> epochs,
    int bestEpoch,
    Epoch kept,
    int averaged,
    End end,
    long trainingWindows,
    long validationWindows) {

  /** Why training ended. */
  public enum End {
    /** All epochs were done. */
    EPOCHS,
    /** The watched error did not improve any more. */
    PATIENCE
  }

  /**
   * One epoch; what was not validated has no numbers of validation (NaN).
   *
   * @param epoch from 1
   * @param trainingLoss mean loss of its minibatches, in scaled units
   * @param validationLoss mean loss over the validation part, in scaled units
   * @param validationMae mean absolute error over the validation part, in the targets' own unit
   * @param validationRmse root of the mean squared error over the validation part, in the targets'
   *     own unit
   */
  public record Epoch(
      int epoch,
      double trainingLoss,
      double validationLoss,
      double validationMae,
      double validationRmse) {}

  /** Whether there was a validation part. */
  public boolean isValidated() {
    return validationWindows > 0;
  }

  /** Copies what it is given. */
  public TrainingHistory {
    epochs = List.copyOf(epochs);
  }
}
