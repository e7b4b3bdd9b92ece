package io.chronoshard.model;

/**
 * What is forecast for one window.
 *
 * @param horizon steps
 * @param targets of a step
 */
public record OutputShape(int horizon, int targets) {

  /** Refuses an empty shape. */
  public OutputShape {
    if (horizon < 1 || targets < 1) {
      throw new IllegalArgumentException("no outputs: " + horizon + " × " + targets);
    }
  }

  /** Values of a window. */
  int values() {
    return Math.multiplyExact(horizon, targets);
  }
}
