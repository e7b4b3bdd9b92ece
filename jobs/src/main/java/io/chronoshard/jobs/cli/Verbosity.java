package io.chronoshard.jobs.cli;

/** How much progress a job reports on standard error. */
public enum Verbosity {
  QUIET,
  NORMAL,
  VERBOSE
}
