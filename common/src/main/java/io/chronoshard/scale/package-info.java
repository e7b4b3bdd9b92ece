/**
 * Statistics of the training part become an immutable map to scaled values, and back.
 *
 * <p>Enters: columns of training rows. Leaves: a {@link io.chronoshard.scale.Scaler}. Statistics
 * are in double and merge in a stated order. Knows no windows.
 */
@NullMarked
package io.chronoshard.scale;

import org.jspecify.annotations.NullMarked;
