/**
 * Versions of models, runs and outputs on any Hadoop file system.
 *
 * <p>Enters: a trained network with all that scoring needs, or a folder of files that a run has
 * written. Leaves: what was published, verified. A folder appears under its final name by one
 * rename, whole, where nothing was before; after that it never changes. What must not meet is done
 * under a model's lock, by one process at a time. Knows nothing of how a number was made, and no
 * Spark.
 */
@NullMarked
package io.chronoshard.registry;

import org.jspecify.annotations.NullMarked;
