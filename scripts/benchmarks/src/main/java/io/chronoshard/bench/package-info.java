/**
 * How fast it is, beside the plainest thing that could do the same work, or the best.
 *
 * <p>Enters: made-up histories. Leaves: a table on standard output, in which what is compared was
 * measured in the same run, in turn. Each benchmark is a class with a {@code main} that {@code
 * scripts/bench} calls by its sub-command.
 */
@NullMarked
package io.chronoshard.bench;

import org.jspecify.annotations.NullMarked;
