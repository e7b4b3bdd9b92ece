package io.chronoshard.train.plan;

/**
 * How long a training takes on so many executors.
 *
 * @param executors how many
 * @param cores all of theirs
 * @param threads of a minibatch
 * @param epochSeconds of an epoch of the first network, its validation included
 * @param runSeconds of all epochs of all networks, where none ends early
 * @param windowsPerSecond training windows of an epoch, over its seconds
 * @param roundShare part of an epoch in which no shard trains or is validated
 */
public record ExecutorTime(
    int executors,
    int cores,
    int threads,
    double epochSeconds,
    double runSeconds,
    double windowsPerSecond,
    double roundShare) {}
