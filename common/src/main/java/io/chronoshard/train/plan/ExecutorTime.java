package io.chronoshard.train.plan;

import java.util.List;

/**
 * How long a training takes on so many executors.
 *
 * @param executors how many
 * @param cores all of theirs
 * @param threads of a minibatch
 * @param secondsOfEpochs of the epochs of the first network, their validations included, up to the
 *     last one that differs from the one before
 * @param runSeconds of all epochs of all networks, where none ends early
 * @param windowsPerSecond training windows of the first epoch, over its seconds
 * @param roundShare part of the first epoch in which no shard trains or is validated
 */
public record ExecutorTime(
    int executors,
    int cores,
    int threads,
    List<Double> secondsOfEpochs,
    double runSeconds,
    double windowsPerSecond,
    double roundShare) {

  /** Copies the list. */
  public ExecutorTime {
    secondsOfEpochs = List.copyOf(secondsOfEpochs);
  }

  /** Of the first epoch. */
  public double epochSeconds() {
    return epochSeconds(1);
  }

  /** Of an epoch, from 1. */
  public double epochSeconds(int epoch) {
    return EpochClock.of(secondsOfEpochs, epoch);
  }
}
