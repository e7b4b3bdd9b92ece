/**
 * Our own parts of a Deeplearning4j network: layers, a merge, a loss, penalties and updaters.
 *
 * <p>Arrays of ND4J enter, {@code [sample][feature]} or {@code [sample][feature][time]}, of any data
 * type, and masks {@code [sample][time]}; arrays of the network's data type leave, and gradients of
 * the same shapes. The arithmetic is {@link io.chronoshard.kernel}'s, on copies on the heap in
 * FLOAT, and by the reference's equations in DOUBLE. Class names, settings and versions stand in
 * model files: whoever opens one needs these classes on the class path. Knows no windows, no
 * units of measurement and no training.
 */
@NullMarked
package io.chronoshard.layer;

import org.jspecify.annotations.NullMarked;
