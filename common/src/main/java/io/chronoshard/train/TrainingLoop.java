package io.chronoshard.train;

import io.chronoshard.config.TrainingSettings;
import io.chronoshard.error.DataException;
import io.chronoshard.train.TrainingHistory.End;
import io.chronoshard.train.TrainingHistory.Epoch;
import java.util.ArrayList;
import java.util.List;

/**
 * Epochs of training, each followed by a validation, until all are done or no improvement is in
 * sight; the best epoch's state is what is kept.
 *
 * @param settings of the training
 * @param workers who train and validate
 * @param listener hears how it goes
 */
public record TrainingLoop(TrainingSettings settings, Workers workers, TrainingListener listener) {

  /**
   * Trains.
   *
   * @throws DataException where a part has no windows, or the loss is no number any more
   */
  public TrainingOutcome run(ModelState initial) {
    List<ShardSize> shards = workers.shards();
    long training = required("training", shards.stream().mapToLong(ShardSize::training).sum());
    long validation =
        required("validation", shards.stream().mapToLong(ShardSize::validation).sum());
    listener.trainingStarted(shards, settings.epochs());
    EarlyStopping stopping = new EarlyStopping(settings.earlyStopping());
    List<Epoch> epochs = new ArrayList<>();
    ModelState state = initial;
    ModelState best = initial;
    ValidationSums bestSums = ValidationSums.NONE;
    End end = End.EPOCHS;
    for (int number = 1; number <= settings.epochs() && end == End.EPOCHS; number++) {
      EpochResult trained = workers.train(state, listener);
      state = trained.state();
      ValidationSums sums = workers.validate(state);
      epochs.add(epoch(number, trained, sums));
      int bestEpoch = stopping.bestEpoch(epochs);
      if (bestEpoch == number) {
        best = state;
        bestSums = sums;
      }
      listener.epochDone(epochs.get(number - 1), bestEpoch);
      if (number < settings.epochs() && stopping.isOver(epochs)) {
        end = End.PATIENCE;
      }
    }
    return new TrainingOutcome(
        best,
        bestSums,
        new TrainingHistory(epochs, stopping.bestEpoch(epochs), end, training, validation));
  }

  private static Epoch epoch(int number, EpochResult trained, ValidationSums validation) {
    if (!Double.isFinite(validation.loss())) {
      throw EpochRounds.diverged("validation", number);
    }
    return new Epoch(
        number,
        trained.lossSum() / trained.windows(),
        validation.loss(),
        validation.mae(),
        validation.rmse());
  }

  private static long required(String part, long windows) {
    if (windows == 0) {
      throw new DataException(
          "the "
              + part
              + " part has no windows: give it more steps under split, or choose a shorter window");
    }
    return windows;
  }
}
