/** Compares a version with what happened in the test part, beside the naive forecasts. */
@NullMarked
package io.chronoshard.jobs.evaluate;

import org.jspecify.annotations.NullMarked;
