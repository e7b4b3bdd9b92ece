package io.chronoshard.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How far the networks of a run have come, which are trained one after the other.
 *
 * @param done what those came to that are trained
 * @param current the next one, where it has begun
 */
public record RunProgress(List<TrainingOutcome> done, Optional<TrainingProgress> current) {

  /** Copies the list. */
  public RunProgress {
    done = List.copyOf(done);
  }

  /** Before the first one. */
  public static RunProgress begin() {
    return new RunProgress(List.of(), Optional.empty());
  }

  /** With the next one at a place. */
  public RunProgress at(TrainingProgress progress) {
    return new RunProgress(done, Optional.of(progress));
  }

  /** With the next one trained. */
  public RunProgress plus(TrainingOutcome outcome) {
    List<TrainingOutcome> all = new ArrayList<>(done);
    all.add(outcome);
    return new RunProgress(all, Optional.empty());
  }
}
