/** Trains a version: history table in, registry version out. */
@NullMarked
package io.chronoshard.jobs.train;

import org.jspecify.annotations.NullMarked;
