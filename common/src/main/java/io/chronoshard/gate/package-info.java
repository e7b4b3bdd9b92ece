/**
 * May the challenger replace the champion.
 *
 * <p>Enters: {@link io.chronoshard.gate.Losses} of champion, challengers and baselines over the
 * very same windows, without unit; what was found of their sanity; and the tests before. Leaves: a
 * {@link io.chronoshard.gate.Decision} with all its numbers. Knows nothing of versions, folders and
 * locks, nor how a forecast was made.
 */
@NullMarked
package io.chronoshard.gate;

import org.jspecify.annotations.NullMarked;
