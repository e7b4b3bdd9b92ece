/**
 * A round on a shard, averaging, early stopping: training on one machine, and the rules that a
 * cluster follows.
 *
 * <p>Enters: shards of blocks with their windows, and a network. Leaves: the best epoch's
 * parameters and updater state, and the account of all epochs. The same shards, settings and seed
 * give the same bits wherever rounds run. Knows no files and no Spark.
 */
@NullMarked
package io.chronoshard.train;

import org.jspecify.annotations.NullMarked;
