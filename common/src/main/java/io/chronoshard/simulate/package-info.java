/**
 * Made-up histories with a known signal and known faults.
 *
 * <p>Enters: the settings. Leaves: one float per step and channel, in the channels' own units; the
 * same as rows with faults among them, written as CSV of many dialects, as JSON, or by whoever
 * takes rows; the table of events; and the count of every fault. Any range of steps is made without
 * the steps before it, and is the same whatever range it is made in. Knows no history, grid or
 * registry: what it makes is read back as any other file.
 */
@NullMarked
package io.chronoshard.simulate;

import org.jspecify.annotations.NullMarked;
