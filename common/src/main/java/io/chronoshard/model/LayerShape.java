package io.chronoshard.model;

/** What flows between two layers, for one window. */
public sealed interface LayerShape {

  /** Features of a step, elements of the vector, or how many codes there are. */
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

  /**
   * One of so many codes, whose size says nothing.
   *
   * @param width how many there are
   */
  record Code(int width) implements LayerShape {

    @Override
    public long values() {
      return 1;
    }

    @Override
    public String inKeras() {
      return "(None, 1)";
    }

    @Override
    public String toString() {
      return "one of " + width + " codes";
    }
  }
}
