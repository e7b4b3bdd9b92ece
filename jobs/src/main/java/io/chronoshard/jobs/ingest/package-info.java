/**
 * The job {@code ingest}: files become the history table.
 *
 * <p>Maps the stages {@code history} and {@code grid} over partitions and holds no rule of its own.
 */
@NullMarked
package io.chronoshard.jobs.ingest;

import org.jspecify.annotations.NullMarked;
