/**
 * Rows of files become readings.
 *
 * <p>Enters: lines of text files (CSV in any dialect, JSON) on any Hadoop file system, rows of
 * tables as {@link io.chronoshard.history.Cells} from whoever reads those, and the settings that
 * describe them. Leaves: {@link io.chronoshard.history.Readings}, batches of rows with a series, a
 * time in milliseconds since 1970 in UTC or a cycle, the place they were read from, and one float
 * per channel in the channel's unit, NaN where a value is missing or not plausible, which is
 * counted. A row that cannot be read is told with its file and line. Knows no steps: what rows mean
 * on a grid is not decided here.
 */
@NullMarked
package io.chronoshard.history;

import org.jspecify.annotations.NullMarked;
