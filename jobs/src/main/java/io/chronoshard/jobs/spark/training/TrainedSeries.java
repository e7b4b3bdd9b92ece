package io.chronoshard.jobs.spark.training;

import io.chronoshard.train.SeriesResult;

/**
 * A series that was trained, on its executor.
 *
 * @param result what it came to
 * @param zip its network's file; empty where it has none
 */
public record TrainedSeries(SeriesResult result, byte[] zip) {}
