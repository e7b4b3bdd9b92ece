package io.chronoshard.train;

import java.util.Optional;

/**
 * What training a network for one series came to.
 *
 * @param series its name
 * @param standing who forecasts it
 * @param counts the account of its windows
 * @param own its own network's training; nothing where it has none
 * @param shared errors of the network of all series over its validation part; nothing where nothing
 *     was validated
 */
public record SeriesResult(
    String series,
    Standing standing,
    Shard.Counts counts,
    Optional<Own> own,
    Optional<ValidationSums> shared) {

  /** Who forecasts a series. */
  public enum Standing {
    /** A network of its own. */
    OWN,
    /** The network of all series: it has too few windows to train on. */
    FEW_WINDOWS,
    /** The network of all series: it has no window to validate on. */
    NO_VALIDATION,
    /** The network of all series: the loss of its own was no finite number any more. */
    DIVERGED
  }

  /**
   * A network of a series' own.
   *
   * @param seed that it was trained with
   * @param hash of its kept parameters and its updater's state, {@link ModelState#hash}
   * @param history what happened in each epoch
   * @param validation errors of the kept parameters; none where nothing was validated
   */
  public record Own(long seed, String hash, TrainingHistory history, ValidationSums validation) {}

  /** The errors of who forecasts it, over its validation part; nothing without validation. */
  public Optional<ValidationSums> validation() {
    return standing == Standing.OWN && shared.isPresent() ? own.map(Own::validation) : shared;
  }
}
