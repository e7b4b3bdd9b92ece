/**
 * Windows and a version become forecasts.
 *
 * <p>Enters: blocks whose inputs are scaled as the version was trained, and a forecaster. Leaves:
 * one row per series, origin, target time and target, in the targets' own units. Needs nothing
 * after an origin.
 */
@NullMarked
package io.chronoshard.score;

import org.jspecify.annotations.NullMarked;
