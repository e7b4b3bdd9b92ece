/**
 * Spark itself: the session, what travels between executors, and how a history table becomes
 * blocks.
 *
 * <p>Maps the stages of {@code common} over partitions and holds no rule of its own.
 */
@NullMarked
package io.chronoshard.jobs.spark;

import org.jspecify.annotations.NullMarked;
