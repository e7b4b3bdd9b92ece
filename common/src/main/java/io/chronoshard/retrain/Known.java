package io.chronoshard.retrain;

import io.chronoshard.grid.History;

/**
 * What was known of a history at a date, however much has come in since: series end behind their
 * last rows before the date.
 *
 * @param history its extents
 * @param days its rows
 */
public record Known(History history, DayHashes days) {}
