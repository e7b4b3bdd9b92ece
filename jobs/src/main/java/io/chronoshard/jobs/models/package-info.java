/**
 * Looks after the versions of a model.
 *
 * <p>Enters: a registry. Leaves: what it holds, as a table or as JSON. Starts no Spark and opens no
 * network.
 */
@NullMarked
package io.chronoshard.jobs.models;

import org.jspecify.annotations.NullMarked;
