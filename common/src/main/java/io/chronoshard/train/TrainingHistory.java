package io.chronoshard.train;

import java.util.List;

/**
 * What happened in each epoch of a training.
 *
 * @param epochs in order
 * @param bestEpoch the epoch, from 1, whose parameters were kept
 * @param end why training ended
 * @param trainingWindows windows of the training part
 * @param validationWindows windows of the validation part
 */
public record TrainingHistory(
    List<Epoch> epochs, int bestEpoch, End end, long trainingWindows, long validationWindows) {

  /** Why training ended. */
  public enum End {
    /** All epochs were done. */
    EPOCHS,
    /** The watched error did not improve any more. */
    PATIENCE
  }

  /**
   * One epoch.
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

  /** Copies what it is given. */
  public TrainingHistory {
    epochs = List.copyOf(epochs);
  }
}
