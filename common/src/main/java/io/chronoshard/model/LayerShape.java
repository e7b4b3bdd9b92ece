package io.chronoshard.model;

/** What flows between two layers, for one window. */
public sealed interface LayerShape {

  /** Features of a step, or elements of the vector. */
  int width();

  /** Numbers of a window. */
  long values();

  /** As Keras writes it: the first dimension counts windows. */
  String inKeras();

  /** One vector per step. */
  record Sequence(int length, int width) implements LayerShape {

    @Override
    public long values() {
      return (long) length * width;
    }

    @Override
    public String inKeras() {
      return "(None, " + length + ", " + width + ")";
    }

    @Override
    public String toString() {
      return "a sequence of " + length + " × " + width;
    }
  }

  /** One vector. */
  record Vector(int width) implements LayerShape {

    @Override
    public long values() {
      return width;
    }

    @Override
    public String inKeras() {
      return "(None, " + width + ")";
    }

    @Override
    public String toString() {
      return "a vector of " + width;
    }
  }
}
