package io.chronoshard.train.plan;

import java.util.OptionalDouble;

/**
 * An epoch of a training that stands for its others.
 *
 * @param epoch its number, from 1
 * @param rounds that it has
 * @param seconds that it took, its validation included, where it was seen as a whole
 */
public record SeenEpoch(int epoch, int rounds, OptionalDouble seconds) {}
