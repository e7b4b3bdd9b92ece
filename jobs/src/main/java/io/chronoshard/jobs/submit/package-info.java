/**
 * Cluster mode: a job whose driver runs on the cluster, submitted and followed from here to its end
 * and its exit code. Spark and YARN flatten exit codes and keep what a driver prints to themselves;
 * so both sides meet in a folder that they see, a {@link io.chronoshard.registry.SubmissionFolder}.
 */
@NullMarked
package io.chronoshard.jobs.submit;

import org.jspecify.annotations.NullMarked;
