package io.chronoshard.train;

import java.util.Optional;

/**
 * What training a network for one series came to.
 *
 * @param series its name
 * @param standing who forecasts it
 * @param counts the account of its windows
 * @param own its own network's training; nothing where it has none
 * @param diverged when the loss of its own network was no number any more; nothing where it was
 * @param shared errors of the network of all series over its validation part; nothing where nothing
 *     was validated
 */
public record SeriesResult(
    String series,
    Standing standing,
    Shard.Counts counts,
    Optional<Own> own,
    Optional<Diverged> diverged,
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
   * A network of a series' own; of all that are trained a driver has one of these, which are small.
   *
   * @param seed that it was trained with
   * @param hash of its kept parameters, {@link ModelState#hash(float[])}
   * @param keptEpoch the epoch whose parameters were kept, from 1
   * @param epochs that were done
   * @param trainingWindows windows that it was trained on
   * @param validation errors of the kept parameters; none where nothing was validated
   */
  public record Own(
      long seed,
      String hash,
      int keptEpoch,
      int epochs,
      long trainingWindows,
      ValidationSums validation) {}

  /**
   * A loss that is no finite number any more.
   *
   * @param part of the data whose loss it is, in a word
   * @param epoch from 1
   */
  public record Diverged(String part, int epoch) {

    @Override
    public String toString() {
      return "its " + part + " loss diverged in epoch " + epoch;
    }
  }

  /** The errors of who forecasts it, over its validation part; nothing without validation. */
  public Optional<ValidationSums> validation() {
    return standing == Standing.OWN && shared.isPresent() ? own.map(Own::validation) : shared;
  }
}
