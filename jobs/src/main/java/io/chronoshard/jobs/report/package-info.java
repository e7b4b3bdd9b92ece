/**
 * Writes a version's page.
 *
 * <p>Enters: a version, its newest evaluation and the ledger of its data. Leaves: one HTML file.
 * Starts no Spark.
 */
@NullMarked
package io.chronoshard.jobs.report;

import org.jspecify.annotations.NullMarked;
