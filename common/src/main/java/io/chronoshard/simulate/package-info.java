/**
 * Made-up histories with a known signal and known faults.
 *
 * <p>Enters: the settings. Leaves: one float per step and channel, in the channels' own units; the
 * same as lines of CSV with faults among them; and the count of every fault. Any range of steps is
 * made without the steps before it, and is the same whatever range it is made in. Knows no history,
 * grid or registry: what it makes is read back as any other file.
 */
@NullMarked
package io.chronoshard.simulate;

import org.jspecify.annotations.NullMarked;
