package io.chronoshard.train;

import io.chronoshard.window.WindowCounts;
import io.chronoshard.window.WindowSet;

/**
 * The windows that one worker trains on and validates.
 *
 * @param number from 0
 * @param training windows of the training part
 * @param validation windows of the validation part
 * @param counts the account of those windows
 */
public record Shard(int number, WindowSet training, WindowSet validation, Counts counts) {

  /**
   * The account of a shard's windows.
   *
   * @param training of the training part
   * @param validation of the validation part
   */
  public record Counts(WindowCounts training, WindowCounts validation) {

    /** Of no windows. */
    public static final Counts NONE = new Counts(WindowCounts.NONE, WindowCounts.NONE);

    /** The account of both. */
    public Counts plus(Counts other) {
      return new Counts(training.plus(other.training), validation.plus(other.validation));
    }
  }
}
