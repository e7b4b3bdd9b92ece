/**
 * How a training's rounds go on the cluster: what enters are the events that Spark's driver posts
 * of its tasks, what leaves is what an operator is told: who is waited for and why, how fast each
 * executor is, how much travels, and the same as metrics of Spark's. Times are milliseconds since
 * 1970. Knows nothing of what is trained, and changes nothing of it.
 */
@NullMarked
package io.chronoshard.jobs.spark.watch;

import org.jspecify.annotations.NullMarked;
