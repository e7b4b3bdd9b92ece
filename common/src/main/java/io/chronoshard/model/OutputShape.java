package io.chronoshard.model;

/**
 * What is forecast for one window.
 *
 * @param horizon steps
 * @param outputs numbers of a step: one for each target, or several
 */
public record OutputShape(int horizon, int outputs) {

  /** Refuses an empty shape. */
  public OutputShape {
    if (horizon < 1 || outputs < 1) {
      throw new IllegalArgumentException("no outputs: " + horizon + " × " + outputs);
    }
  }

  /** Values of a window. */
  int values() {
    return Math.multiplyExact(horizon, outputs);
  }
}
