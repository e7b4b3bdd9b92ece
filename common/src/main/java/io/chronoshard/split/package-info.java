/**
 * Chronological parts: training, validation, test.
 *
 * <p>Enters: settings and the extent of the history's grid in steps. Leaves: half-open intervals of
 * steps for each part of each series. Knows no values.
 */
@NullMarked
package io.chronoshard.split;

import org.jspecify.annotations.NullMarked;
