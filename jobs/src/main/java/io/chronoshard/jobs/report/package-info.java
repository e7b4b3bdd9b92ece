/**
 * Writes a version's page, or a retraining's.
 *
 * <p>Enters: a version, its newest evaluation and the ledger of its data; or what a retraining has
 * decided, and all champions. Leaves: one HTML file. Starts no Spark.
 */
@NullMarked
package io.chronoshard.jobs.report;

import org.jspecify.annotations.NullMarked;
