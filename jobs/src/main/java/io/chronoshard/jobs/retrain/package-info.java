/**
 * Retrains a model at a date: history table and champion in, a decision out, and a new champion
 * where the gate says so.
 */
@NullMarked
package io.chronoshard.jobs.retrain;

import org.jspecify.annotations.NullMarked;
