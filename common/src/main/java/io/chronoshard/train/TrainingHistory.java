package io.chronoshard.train;

import io.chronoshard.config.Monitor;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What happened in each epoch of a training.
 *
 * @param epochs in order
 * @param bestEpoch the epoch, from 1, whose watched value is the best; the last one where nothing
 *     was watched
 * @param kept the epoch whose parameters were kept, with their errors: for a mean over epochs those
 *     of the mean, under the last one's number
 * @param averaged epochs whose parameters the kept ones are the mean of; 1 for one epoch's own
 * @param end why training ended
 * @param trainingWindows windows of the training part
 * @param validationWindows windows of the validation part; none where nothing was validated
 * @param start errors of the version that training began from, over the same validation part, as
 *     epoch 0; nothing where it began from initial weights, or nothing was validated
 */
public record TrainingHistory(
    List<Epoch> epochs,
    int bestEpoch,
    Epoch kept,
    int averaged,
    End end,
    long trainingWindows,
    long validationWindows,
    Optional<Epoch> start) {

  /** Of a training that began from initial weights. */
  public TrainingHistory(
      List<Epoch> epochs,
      int bestEpoch,
      Epoch kept,
      int averaged,
      End end,
      long trainingWindows,
      long validationWindows) {
    this(
        epochs,
        bestEpoch,
        kept,
        averaged,
        end,
        trainingWindows,
        validationWindows,
        Optional.empty());
  }

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
   * @param epoch from 1; 0 of what training began from
   * @param trainingLoss mean loss of its minibatches, in scaled units
   * @param validationLoss mean loss over the validation part, in scaled units
   * @param validationMae mean absolute error of values over the validation part, in the targets'
   *     own unit; no number (NaN) where probabilities alone are forecast
   * @param validationRmse root of the mean squared error of values there, in the targets' own unit
   * @param further what else is told of the validation part, by what it is called: the {@link
   *     #LOG_LOSS}, accuracy and Brier score of probabilities, and the same, losses and errors of
   *     each of several heads
   */
  public record Epoch(
      int epoch,
      double trainingLoss,
      double validationLoss,
      double validationMae,
      double validationRmse,
      Map<String, Double> further) {

    /** Mean of the negative logarithm of the probability of what happened. */
    public static final String LOG_LOSS = "log loss";

    /** Copies the map. */
    public Epoch {
      further = Map.copyOf(further);
    }

    /** Of values that one head forecasts. */
    public Epoch(
        int epoch,
        double trainingLoss,
        double validationLoss,
        double validationMae,
        double validationRmse) {
      this(epoch, trainingLoss, validationLoss, validationMae, validationRmse, Map.of());
    }

    /** What is watched of it. */
    public double value(Monitor monitor) {
      if (!monitor.head().isEmpty()) {
        return furtherValue(monitor);
      }
      return switch (monitor.measure()) {
        case MAE -> validationMae;
        case RMSE -> validationRmse;
        case LOSS -> validationLoss;
        case TRAINING_LOSS -> trainingLoss;
        case ACCURACY, BRIER -> furtherValue(monitor);
      };
    }

    private double furtherValue(Monitor monitor) {
      Double value = further.get(monitor.toString());
      if (value == null) {
        throw new IllegalArgumentException(monitor + " is none of " + further.keySet());
      }
      return value;
    }
  }

  /** Whether there was a validation part. */
  public boolean isValidated() {
    return validationWindows > 0;
  }

  /** Copies what it is given. */
  public TrainingHistory {
    epochs = List.copyOf(epochs);
  }
}
