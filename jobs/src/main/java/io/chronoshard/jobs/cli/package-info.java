/**
 * The command line: arguments → job → exit code.
 *
 * <p>Arguments enter; a {@link io.chronoshard.jobs.cli.JobContext} goes to a {@link
 * io.chronoshard.jobs.cli.Job}; messages and an exit code leave. It reads no configuration file and
 * knows neither Spark nor any particular job.
 */
@NullMarked
package io.chronoshard.jobs.cli;

import org.jspecify.annotations.NullMarked;
