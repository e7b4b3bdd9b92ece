/**
 * Values that a sensor cannot have measured become unknown, channel by channel.
 *
 * <p>Enters: one channel's values of one series in the order of time, the time in milliseconds on
 * the clock and in steps elsewhere. Leaves: the same values, or the differences of a counter, with
 * NaN where a rule refuses one, and which rule it was. Each rule looks back over a bounded span and
 * never ahead: what it says of a value depends on nothing older than {@link
 * io.chronoshard.clean.CleaningRules#lookBack} and on nothing later. Knows no files and no steps.
 */
@NullMarked
package io.chronoshard.clean;

import org.jspecify.annotations.NullMarked;
