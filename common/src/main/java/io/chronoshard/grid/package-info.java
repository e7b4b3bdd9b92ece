/**
 * Readings become a regular grid, and every row read is accounted for.
 *
 * <p>Enters: readings sorted by series, step and time. Leaves: one float per step and channel, NaN
 * where nothing is known, in the channels' own units, and the ledger. Step {@code t} holds what was
 * known at {@code t}: the readings in {@code (t - step, t]}. Knows no parts, features or windows.
 */
@NullMarked
package io.chronoshard.grid;

import org.jspecify.annotations.NullMarked;
