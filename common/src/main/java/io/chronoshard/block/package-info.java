/**
 * The packed floats that windows look into.
 *
 * <p>Enters: slices of the grid with halos. Leaves: blocks that own a core of steps and hold the
 * inputs (scaled) and targets (in their own units) that the core's windows read. Knows no
 * particular window.
 */
@NullMarked
package io.chronoshard.block;

import org.jspecify.annotations.NullMarked;
