package io.chronoshard.train;

/** Keeps how far a training has come, so that it can go on from there. */
@FunctionalInterface
public interface ProgressKeeper {

  /**
   * Hears of each place from which the training could go on: after each round's average, and after
   * an epoch's validation in place of its last round. Called by the thread that trains, which waits
   * for its return.
   */
  void reached(TrainingProgress progress);
}
