/**
 * How far forecasts are from what happened, beside the naive ones.
 *
 * <p>Enters: forecasts and targets of the same windows in the targets' own units. Leaves: an {@link
 * io.chronoshard.evaluate.Evaluation}.
 */
@NullMarked
package io.chronoshard.evaluate;

import org.jspecify.annotations.NullMarked;
