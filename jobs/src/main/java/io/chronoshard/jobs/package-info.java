/**
 * The entry. Arguments enter, the exit code leaves.
 *
 * <p>{@link io.chronoshard.jobs.Main} names the jobs and is the only class that ends the process.
 * The packages below it hold the command line, Spark's session and one job each.
 */
@NullMarked
package io.chronoshard.jobs;

import org.jspecify.annotations.NullMarked;
