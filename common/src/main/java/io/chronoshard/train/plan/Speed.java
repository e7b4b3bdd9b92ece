package io.chronoshard.train.plan;

/**
 * How fast a task trains and validates while others do so beside it, as measured.
 *
 * @param model which of the configured models, from 1
 * @param threads of a minibatch
 * @param beside tasks that worked at the same time, this one included
 * @param minibatchSeconds of a minibatch, its part of what a task does once a round included
 * @param validationSeconds of a window that is validated
 */
public record Speed(
    int model, int threads, int beside, double minibatchSeconds, double validationSeconds) {}
