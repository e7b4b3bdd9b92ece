package io.chronoshard.model;

/**
 * What one head is to learn.
 *
 * @param name the head's
 * @param weight of its loss in the sum over all heads
 * @param objective what is learned of its targets
 */
public record HeadObjective(String name, double weight, Objective objective) {}
