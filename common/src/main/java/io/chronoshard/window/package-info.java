/**
 * Which windows exist, in which order an epoch visits them, and how a minibatch is filled.
 *
 * <p>Enters: blocks and parts. Leaves: indices of origins, and minibatches of {@code
 * [sample][time][feature]} floats in reused memory. Windows are never materialised beyond a
 * minibatch. Knows no model.
 */
@NullMarked
package io.chronoshard.window;

import org.jspecify.annotations.NullMarked;
