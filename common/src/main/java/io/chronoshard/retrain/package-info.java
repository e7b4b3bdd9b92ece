/**
 * One night: which date is due, what of the history belongs to it, whether what is new is sound,
 * and how the night goes from there to a decision.
 *
 * <p>Enters: the dates, the history's description and its rows in the order of their steps. Leaves:
 * parts in steps, findings, and the state of a night in its run's folder. Trains and forecasts
 * nothing itself.
 */
@NullMarked
package io.chronoshard.retrain;

import org.jspecify.annotations.NullMarked;
