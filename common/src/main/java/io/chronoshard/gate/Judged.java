package io.chronoshard.gate;

import io.chronoshard.model.ForecastLayout;
import io.chronoshard.model.Forecaster;

/**
 * A contender that forecasts.
 *
 * @param forecaster gives its numbers in the targets' own units
 * @param layout how they lie
 */
public record Judged(Forecaster forecaster, ForecastLayout layout) {}
