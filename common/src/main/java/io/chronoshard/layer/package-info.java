/**
 * Our own parts of a Deeplearning4j network.
 *
 * <p>Their class names stand in model files: whoever opens one needs them on the class path. Knows
 * no windows and no training.
 */
@NullMarked
package io.chronoshard.layer;

import org.jspecify.annotations.NullMarked;
