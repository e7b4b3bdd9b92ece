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
import java.util.Optional;

/**
 * Epochs of training, each followed by a validation where there is a part for it, until all are
 * done or no improvement is in sight. What is kept is the best epoch's state, the last one's, or
 * the mean of the last ones.
 *
 * @param settings of the training
 * @param workers who train and validate
 * @param listener hears how it goes
 * @param keeper hears from where it could go on
 */
public record TrainingLoop(
    TrainingSettings settings, Workers workers, TrainingListener listener, ProgressKeeper keeper) {

  /** A training that begins anew where it is stopped. */
  public TrainingLoop(TrainingSettings settings, Workers workers, TrainingListener listener) {
    this(settings, workers, listener, progress -> {});
  }

  /**
   * Trains from the begin.
   *
   * @throws DataException where a part has no windows, or the loss is no number any more
   */
  public TrainingOutcome run(ModelState initial) {
    return run(TrainingProgress.begin(initial));
  }

  /**
   * Trains from where the same training had come to; what it comes to is the same from anywhere.
   *
   * @throws DataException where a part has no windows, or the loss is no number any more
   */
  public TrainingOutcome run(TrainingProgress from) {
    List<ShardSize> shards = workers.shards();
    long training = required("training", shards.stream().mapToLong(ShardSize::training).sum());
    long validation =
        settings.validate()
            ? required("validation", shards.stream().mapToLong(ShardSize::validation).sum())
            : 0;
    listener.trainingStarted(shards, settings.epochs());
    if (!from.isBegin()) {
      listener.resumed(from);
    }
    TrainingProgress end = epochs(begun(from), training);
    List<Epoch> epochs = end.epochs();
    boolean isMean = !end.last().isEmpty();
    Candidate kept = isMean ? mean(end) : end.kept().orElseThrow();
    return new TrainingOutcome(
        kept.state(),
        kept.sums(),
        new TrainingHistory(
            epochs,
            bestEpoch(epochs),
            kept.epoch(),
            isMean ? end.last().size() : 1,
            epochs.size() < settings.epochs() ? End.PATIENCE : End.EPOCHS,
            training,
            validation,
            end.start()));
  }

  /** Validates what another training has learned, before the first step. */
  private TrainingProgress begun(TrainingProgress from) {
    if (!from.isLearned() || !settings.validate()) {
      return from;
    }
    ValidationSums sums = workers.validate(from.current().state());
    if (!Double.isFinite(sums.loss())) {
      throw new DataException(
          "the loss over the validation part of the version that training begins from is no finite"
              + " number: values lie too far from those that it was trained on; clean them, or begin"
              + " from nothing (training.start = nothing)");
    }
    Epoch start = epoch(0, Double.NaN, sums);
    listener.begun(start);
    return from.from(start);
  }

  /** Runs all epochs that are left. */
  private TrainingProgress epochs(TrainingProgress from, long windows) {
    TrainingProgress progress = epoch(from, windows);
    while (progress.epochs().size() < settings.epochs() && !isOver(progress.epochs())) {
      keeper.reached(progress);
      progress = epoch(progress, windows);
    }
    return progress;
  }

  /** Runs what is left of an epoch, and validates it. */
  private TrainingProgress epoch(TrainingProgress from, long windows) {
    EpochResult trained =
        workers.train(
            from.current(),
            listener,
            at -> {
              if (at.windows() < windows) {
                keeper.reached(from.at(at));
              }
            });
    Candidate arrived =
        validated(trained.state(), from.epochs().size() + 1, trained.lossSum() / trained.windows());
    List<Epoch> epochs = new ArrayList<>(from.epochs());
    epochs.add(arrived.epoch());
    Candidate kept = from.kept().filter(before -> !isKept(epochs)).orElse(arrived);
    WeightAverage average = new WeightAverage(settings.averageLast(), from.last());
    listener.epochDone(arrived.epoch(), bestEpoch(epochs));
    return new TrainingProgress(
        epochs,
        EpochProgress.begin(arrived.state().withRateFactor(rateFactor(epochs)), trained.momentum()),
        Optional.of(kept),
        average.plus(arrived.state()).last(),
        from.start());
  }

  /** The mean of the last epochs, under the number of the last one. */
  private Candidate mean(TrainingProgress end) {
    Epoch last = end.epochs().get(end.epochs().size() - 1);
    ModelState mean = new WeightAverage(settings.averageLast(), end.last()).mean();
    return validated(mean, last.epoch(), last.trainingLoss());
  }

  /** Whether the last of these epochs is what is kept. */
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

  private Candidate validated(ModelState state, int number, double trainingLoss) {
    if (!settings.validate()) {
      Epoch epoch = new Epoch(number, trainingLoss, Double.NaN, Double.NaN, Double.NaN);
      return new Candidate(state, ValidationSums.NONE, epoch);
    }
    ValidationSums sums = workers.validate(state);
    if (!Double.isFinite(sums.loss())) {
      throw new DivergedException("validation", number, settings.averaging().stepSizes());
    }
    return new Candidate(state, sums, epoch(number, trainingLoss, sums));
  }

  private static Epoch epoch(int number, double trainingLoss, ValidationSums sums) {
    return new Epoch(number, trainingLoss, sums.loss(), sums.mae(), sums.rmse(), sums.further());
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
