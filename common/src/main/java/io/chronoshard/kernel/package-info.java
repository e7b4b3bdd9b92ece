/**
 * The arithmetic of layers: what they are made of, on floats along the samples of a minibatch.
 *
 * <p>Enters: heap arrays of a minibatch's values, of parameters, of gradients. Leaves: the same.
 * Every engine gives the same bits, whatever the processor's vectors, the number of threads, or the
 * samples beside a sample. From the second minibatch on, no array is allocated. Knows no
 * Deeplearning4j, no windows and no files.
 */
@NullMarked
package io.chronoshard.kernel;

import org.jspecify.annotations.NullMarked;
