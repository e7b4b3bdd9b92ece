package io.chronoshard.registry;

import io.chronoshard.train.Candidate;
import io.chronoshard.train.EpochProgress;
import io.chronoshard.train.ModelState;
import io.chronoshard.train.OuterMomentum;
import io.chronoshard.train.RunProgress;
import io.chronoshard.train.TrainingHistory;
import io.chronoshard.train.TrainingHistory.Epoch;
import io.chronoshard.train.TrainingOutcome;
import io.chronoshard.train.TrainingProgress;
import io.chronoshard.train.ValidationSums;
import java.util.List;
import java.util.Optional;

/**
 * All of a checkpoint but its large arrays, which are named by their places.
 *
 * @param of what must be the same where it is used
 * @param done networks that are trained
 * @param current the next one, where it has begun
 * @param lengths of the arrays
 */
record CheckpointHead(
    CheckpointIdentity of, List<Done> done, Optional<Current> current, List<Integer> lengths) {

  CheckpointHead {
    done = List.copyOf(done);
    lengths = List.copyOf(lengths);
  }

  /** {@link ModelState}, with the places of its arrays. */
  record State(int parameters, int updater, int iteration, int epoch, double rateFactor) {

    static State of(ModelState state, FloatArrays arrays) {
      return new State(
          arrays.place(state.parameters()),
          arrays.place(state.updater()),
          state.iteration(),
          state.epoch(),
          state.rateFactor());
    }

    ModelState state(List<float[]> arrays) {
      return new ModelState(
          arrays.get(parameters), arrays.get(updater), iteration, epoch, rateFactor);
    }
  }

  /** {@link TrainingOutcome}. */
  record Done(State best, ValidationSums validation, TrainingHistory history) {

    static Done of(TrainingOutcome outcome, FloatArrays arrays) {
      return new Done(State.of(outcome.best(), arrays), outcome.validation(), outcome.history());
    }

    TrainingOutcome outcome(List<float[]> arrays) {
      return new TrainingOutcome(best.state(arrays), validation, history);
    }
  }

  /** {@link Candidate}. */
  record Kept(State state, ValidationSums sums, Epoch epoch) {

    static Kept of(Candidate candidate, FloatArrays arrays) {
      return new Kept(State.of(candidate.state(), arrays), candidate.sums(), candidate.epoch());
    }

    Candidate candidate(List<float[]> arrays) {
      return new Candidate(state.state(arrays), sums, epoch);
    }
  }

  /** {@link TrainingProgress}. */
  record Current(
      List<Epoch> epochs,
      State state,
      Optional<Integer> momentum,
      int rounds,
      long windows,
      double lossSum,
      Optional<Kept> kept,
      List<State> last,
      Optional<Epoch> start) {

    Current {
      epochs = List.copyOf(epochs);
      last = List.copyOf(last);
    }

    static Current of(TrainingProgress progress, FloatArrays arrays) {
      EpochProgress epoch = progress.current();
      return new Current(
          progress.epochs(),
          State.of(epoch.state(), arrays),
          Optional.of(epoch.momentum())
              .filter(momentum -> !momentum.equals(OuterMomentum.NONE))
              .map(momentum -> arrays.place(momentum.velocity())),
          epoch.rounds(),
          epoch.windows(),
          epoch.lossSum(),
          progress.kept().map(kept -> Kept.of(kept, arrays)),
          progress.last().stream().map(state -> State.of(state, arrays)).toList(),
          progress.start());
    }

    TrainingProgress progress(List<float[]> arrays) {
      return new TrainingProgress(
          epochs,
          new EpochProgress(
              state.state(arrays),
              momentum
                  .map(place -> new OuterMomentum(arrays.get(place)))
                  .orElse(OuterMomentum.NONE),
              rounds,
              windows,
              lossSum),
          kept.map(one -> one.candidate(arrays)),
          last.stream().map(one -> one.state(arrays)).toList(),
          start);
    }
  }

  /** Of a progress, whose arrays are added to those given. */
  static CheckpointHead of(CheckpointIdentity of, RunProgress progress, FloatArrays arrays) {
    List<Done> done = progress.done().stream().map(one -> Done.of(one, arrays)).toList();
    Optional<Current> current = progress.current().map(one -> Current.of(one, arrays));
    return new CheckpointHead(
        of, done, current, arrays.all().stream().map(array -> array.length).toList());
  }

  /** The progress with its arrays. */
  RunProgress progress(List<float[]> arrays) {
    return new RunProgress(
        done.stream().map(one -> one.outcome(arrays)).toList(),
        current.map(one -> one.progress(arrays)));
  }
}
