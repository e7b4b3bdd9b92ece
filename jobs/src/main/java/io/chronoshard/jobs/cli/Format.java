package io.chronoshard.jobs.cli;

/** How a job writes its result on standard output. */
public enum Format {
  TEXT,
  JSON
}
