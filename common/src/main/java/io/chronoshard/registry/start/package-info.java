/**
 * What a training begins with that begins from a version.
 *
 * <p>Enters: a version of the registry, a configuration and the description of a history. Leaves:
 * the configuration with the version's own names in it, its scalers, categories and weights of
 * classes, and a state for each network; or why the version does not fit. Knows nothing of how
 * training goes on from there, and reads no value of the history.
 */
@NullMarked
package io.chronoshard.registry.start;

import org.jspecify.annotations.NullMarked;
