/**
 * Where on a cluster what is kept in memory lies: which executor holds which shard.
 *
 * <p>What enters are partitions that anybody could compute, what leaves are the same, kept and
 * spread over the executors. Decides where work is done, never what it comes to.
 */
@NullMarked
package io.chronoshard.jobs.spark.placement;

import org.jspecify.annotations.NullMarked;
