/**
 * What Spark's page calls jobs and their stages. Knows nothing of what they do, and changes nothing
 * of it.
 */
@NullMarked
package io.chronoshard.jobs.spark.page;

import org.jspecify.annotations.NullMarked;
