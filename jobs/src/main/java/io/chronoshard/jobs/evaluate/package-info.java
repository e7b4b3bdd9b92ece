/**
 * Compares a version with what happened in a part of a history or all of it, beside other
 * forecasts.
 */
@NullMarked
package io.chronoshard.jobs.evaluate;

import org.jspecify.annotations.NullMarked;
