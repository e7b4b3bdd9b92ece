/**
 * Layers in double, sample by sample, as their equations read: what the fast kernels are compared
 * with, and what a network of data type double runs on.
 */
@NullMarked
package io.chronoshard.kernel.reference;

import org.jspecify.annotations.NullMarked;
