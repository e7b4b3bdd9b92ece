/**
 * Text of files becomes rows of readings.
 *
 * <p>Enters: files on any Hadoop file system, and the settings that describe them. Leaves: {@link
 * io.chronoshard.history.Readings}, batches of rows with a series, a time in milliseconds since
 * 1970 in UTC, the place they were read from, and one float per channel, NaN where a value is
 * missing. A cell that is neither a value nor a missing marker is told with its file and line.
 * Knows no steps: what rows mean on a grid is not decided here.
 */
@NullMarked
package io.chronoshard.history;

import org.jspecify.annotations.NullMarked;
