/**
 * When a forecast is off so far that something is wrong.
 *
 * <p>Enters: residuals, forecasts less what happened, in the targets' own units. Leaves: a rule
 * with a threshold that a share of the training windows passes, and each window's score. Knows no
 * windows and no networks.
 */
@NullMarked
package io.chronoshard.model.alarm;

import org.jspecify.annotations.NullMarked;
