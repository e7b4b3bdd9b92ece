package io.chronoshard.train;

import io.chronoshard.config.Monitor;
import io.chronoshard.config.ScheduleSettings;
import io.chronoshard.config.TrainingSettings;
import io.chronoshard.error.DataException;
import io.chronoshard.error.DivergedException;
import io.chronoshard.train.TrainingHistory.End;
import io.chronoshard.train.TrainingHistory.Epoch;
import java.util.ArrayList;
import java.util.List;

/**
 * Epochs of training, each followed by a validation where there is a part for it, until all are
 * done or no improvement is in sight. What is kept is the best epoch's state, the last one's, or
 * the mean of the last ones.
 *
 * @param settings of the training
 * @param workers who train and validate
 * @param listener hears how it goes
 */
public record TrainingLoop(TrainingSettings settings, Workers workers, TrainingListener listener) {

  /** A state that may be what is kept. */
  private record Candidate(ModelState state, ValidationSums sums, Epoch epoch, int averaged) {}

  /**
   * Trains.
   *
   * @throws DataException where a part has no windows, or the loss is no number any more
   */
  public TrainingOutcome run(ModelState initial) {
    List<ShardSize> shards = workers.shards();
    long training = required("training", shards.stream().mapToLong(ShardSize::training).sum());
    long validation =
        settings.validate()
            ? required("validation", shards.stream().mapToLong(ShardSize::validation).sum())
            : 0;
    listener.trainingStarted(shards, settings.epochs());
    List<Epoch> epochs = new ArrayList<>();
    Candidate kept = epochs(initial, epochs);
    return new TrainingOutcome(
        kept.state,
        kept.sums,
        new TrainingHistory(
            epochs,
            bestEpoch(epochs),
            kept.epoch,
            kept.averaged,
            epochs.size() < settings.epochs() ? End.PATIENCE : End.EPOCHS,
            training,
            validation));
  }

  /** Runs all epochs. */
  private Candidate epochs(ModelState initial, List<Epoch> epochs) {
    WeightAverage average = new WeightAverage(settings.averageLast());
    ModelState state = initial;
    Candidate kept = null;
    EpochResult trained;
    do {
      trained = workers.train(state, listener);
      Candidate arrived = validated(trained.state(), epochs.size() + 1, trained, 1);
      epochs.add(arrived.epoch);
      average.add(arrived.state);
      if (kept == null || isKept(epochs)) {
        kept = arrived;
      }
      listener.epochDone(arrived.epoch, bestEpoch(epochs));
      state = arrived.state.withRateFactor(rateFactor(epochs));
    } while (epochs.size() < settings.epochs() && !isOver(epochs));
    return average.size() > 0
        ? validated(average.mean(), epochs.size(), trained, average.size())
        : kept;
  }

  private boolean isKept(List<Epoch> epochs) {
    return !settings.earlyStopping().restoreBest() || bestEpoch(epochs) == epochs.size();
  }

  private boolean isOver(List<Epoch> epochs) {
    return new EarlyStopping(settings.earlyStopping()).isOver(epochs);
  }

  private int bestEpoch(List<Epoch> epochs) {
    boolean isWatched =
        settings.validate() || settings.earlyStopping().monitor().equals(Monitor.TRAINING_LOSS);
    return isWatched
        ? new EarlyStopping(settings.earlyStopping()).bestEpoch(epochs)
        : epochs.size();
  }

  private double rateFactor(List<Epoch> epochs) {
    return settings.schedule().type() == ScheduleSettings.Type.PLATEAU
        ? new Plateau(settings.schedule(), new Watched(settings.earlyStopping())).factor(epochs)
        : 1;
  }

  private Candidate validated(ModelState state, int number, EpochResult trained, int averaged) {
    double trainingLoss = trained.lossSum() / trained.windows();
    if (!settings.validate()) {
      Epoch epoch = new Epoch(number, trainingLoss, Double.NaN, Double.NaN, Double.NaN);
      return new Candidate(state, ValidationSums.NONE, epoch, averaged);
    }
    ValidationSums sums = workers.validate(state);
    if (!Double.isFinite(sums.loss())) {
      throw new DivergedException("validation", number);
    }
    Epoch epoch =
        new Epoch(number, trainingLoss, sums.loss(), sums.mae(), sums.rmse(), sums.further());
    return new Candidate(state, sums, epoch, averaged);
  }

  private static long required(String part, long windows) {
    if (windows == 0) {
      throw new DataException(
          "the "
              + part
              + " part has no windows: give it more steps under split, or choose a shorter window"
              + (part.equals("validation") ? ", or set training.validate = false" : ""));
    }
    return windows;
  }
}
