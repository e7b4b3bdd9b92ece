package io.chronoshard.simulate;

/**
 * A file of a simulated history: a run of steps of one series.
 *
 * @param series number of the series, from 0
 * @param name of the file, without a folder
 * @param fromStep its first step
 * @param toStep the step after its last
 */
public record SimulatedFile(int series, String name, long fromStep, long toStep) {}
