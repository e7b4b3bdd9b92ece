package io.chronoshard.model;

/**
 * The inputs of one window.
 *
 * @param length steps
 * @param width features of a step
 */
public record InputShape(int length, int width) {

  /** Refuses an empty shape. */
  public InputShape {
    if (length < 1 || width < 1) {
      throw new IllegalArgumentException("no inputs: " + length + " × " + width);
    }
  }
}
