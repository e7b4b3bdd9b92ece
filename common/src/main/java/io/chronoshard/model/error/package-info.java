/**
 * How far forecasts are from what happened, added up.
 *
 * <p>Enters: forecasts and what happened, both in the targets' own units. Leaves: sums that add up
 * over windows, blocks and shards, and the errors they come to. Training counts its validation and
 * evaluation its part with the same sums. Knows no windows and no networks.
 */
@NullMarked
package io.chronoshard.model.error;

import org.jspecify.annotations.NullMarked;
