/**
 * Tells what the configured model is made of, before anything is trained.
 *
 * <p>Enters: a configuration and the description of its history table. Leaves: layers, shapes and
 * numbers of parameters. Starts no Spark, and reads no value of the history.
 */
@NullMarked
package io.chronoshard.jobs.describe;

import org.jspecify.annotations.NullMarked;
