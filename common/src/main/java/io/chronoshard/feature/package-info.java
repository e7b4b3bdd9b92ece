/**
 * Channels become the columns of a model's input.
 *
 * <p>Enters: a slice of the grid in the channels' own units. Leaves: a slice of input columns
 * (channels, calendar, derived from the past) and one of target columns, unscaled. A column's value
 * at a step depends on that step and at most {@code lookBack} steps before it, never on where a
 * slice begins. Knows no parts or windows.
 */
@NullMarked
package io.chronoshard.feature;

import org.jspecify.annotations.NullMarked;
