package io.chronoshard.train;

import java.util.List;
import java.util.Optional;

/**
 * How far a training has come: all that it needs to go on as if it had never stopped. What the
 * schedule and early stopping have come to follows from the epochs.
 *
 * @param epochs that are done and validated
 * @param current the epoch that goes on
 * @param kept what would be kept if the training ended with the last of these epochs; nothing
 *     before the first is done
 * @param last states after the last epochs, the oldest first, as many as are averaged
 * @param start errors of the version that training began from, as epoch 0; nothing where it began
 *     from initial weights, or nothing is validated
 */
public record TrainingProgress(
    List<TrainingHistory.Epoch> epochs,
    EpochProgress current,
    Optional<Candidate> kept,
    List<ModelState> last,
    Optional<TrainingHistory.Epoch> start) {

  /** Copies the lists. */
  public TrainingProgress {
    epochs = List.copyOf(epochs);
    last = List.copyOf(last);
  }

  /** Of a training that begins with a state. */
  public static TrainingProgress begin(ModelState initial) {
    return new TrainingProgress(
        List.of(), EpochProgress.begin(initial), Optional.empty(), List.of(), Optional.empty());
  }

  /** Whether nothing was trained yet. */
  public boolean isBegin() {
    return epochs.isEmpty() && current.rounds() == 0;
  }

  /** The same with the epoch that goes on at another place. */
  TrainingProgress at(EpochProgress other) {
    return new TrainingProgress(epochs, other, kept, last, start);
  }

  /** The same with the errors of what it began from. */
  TrainingProgress from(TrainingHistory.Epoch errors) {
    return new TrainingProgress(epochs, current, kept, last, Optional.of(errors));
  }

  /** Whether it begins with what another training has learned: its updater has seen minibatches. */
  boolean isLearned() {
    return isBegin() && current.state().iteration() > 0;
  }
}
