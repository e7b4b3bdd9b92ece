package io.chronoshard.jobs.simulate;

/**
 * A row of a Parquet file.
 *
 * @param millis its stamp, in milliseconds since 1970-01-01T00:00:00Z
 * @param values those of all channels, NaN where one is missing
 * @param channel the one that the row is about, where the file is long
 */
record ParquetRow(long millis, float[] values, int channel) {}
