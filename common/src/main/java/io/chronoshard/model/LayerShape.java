package io.chronoshard.model;

/** What flows between two layers, for one window. */
public sealed interface LayerShape {

  /** Features of a step, or elements of the vector. */
  int width();

  /** One vector per step. */
  record Sequence(int length, int width) implements LayerShape {
    @Override
    public String toString() {
      return "a sequence of " + length + " × " + width;
    }
  }

  /** One vector. */
  record Vector(int width) implements LayerShape {
    @Override
    public String toString() {
      return "a vector of " + width;
    }
  }
}
