/** Forecasts with a version, into a table. */
@NullMarked
package io.chronoshard.jobs.score;

import org.jspecify.annotations.NullMarked;
