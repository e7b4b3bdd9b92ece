/**
 * From HOCON text to typed, immutable, checked settings.
 *
 * <p>Enters: a configuration file and the command line's overrides. Leaves: a {@link
 * io.chronoshard.config.Configuration}, or one exception that lists every problem with its key, its
 * value, the limit and what to do. Knows nothing of data: whether a channel exists is judged where
 * the history is known.
 */
@NullMarked
package io.chronoshard.config;

import org.jspecify.annotations.NullMarked;
