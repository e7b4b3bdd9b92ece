package io.chronoshard.jobs.retrain;

import io.chronoshard.config.AlertSettings.Occasion;

/**
 * What somebody is told.
 *
 * @param occasion why
 * @param model the model's name
 * @param date the run's
 * @param message what happened, in a line
 */
record Alert(Occasion occasion, String model, String date, String message) {}
