/**
 * Frameworks that have nothing to do with Deeplearning4j, to be measured beside.
 *
 * <p>Enters: a network's layers and weights. Leaves: the same network at work in another framework.
 * The benchmarks find them by {@code ServiceLoader}; the normal build knows nothing of them.
 */
@NullMarked
package io.chronoshard.peers;

import org.jspecify.annotations.NullMarked;
