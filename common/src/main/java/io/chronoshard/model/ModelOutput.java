package io.chronoshard.model;

import io.chronoshard.config.OutputSettings;

/**
 * What a network forecasts of one window by one head.
 *
 * @param name what reports call it
 * @param called what messages call it
 * @param from the node that it reads; empty for the last one
 * @param shape steps, and numbers of a step
 */
public record ModelOutput(String name, String called, String from, OutputShape shape) {

  /** A configured output of so many numbers a step. */
  public static ModelOutput of(OutputSettings settings, int outputs) {
    return new ModelOutput(
        settings.name(),
        settings.path(),
        settings.from(),
        new OutputShape(settings.horizon(), outputs));
  }
}
