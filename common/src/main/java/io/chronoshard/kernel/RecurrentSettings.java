package io.chronoshard.kernel;

/**
 * A recurrent layer's kind and size.
 *
 * @param inputs features of a step that it reads
 * @param units features of a step that each direction gives
 * @param curve of what goes into the state: Keras' {@code activation}
 * @param gate of the gates: Keras' {@code recurrent_activation}
 * @param direction in which it goes through time
 * @param lastOnly whether it gives its final state alone instead of one after each step; the
 *     backward direction's is the one at the first step
 */
public record RecurrentSettings(
    Kind kind,
    int inputs,
    int units,
    Curve curve,
    Curve gate,
    Direction direction,
    boolean lastOnly) {

  /** Kinds of recurrent layers. */
  public enum Kind {
    /** Elman's: the state is the curve of the sum. */
    SIMPLE_RNN(1, 1),
    /** Long short-term memory without peepholes. */
    LSTM(4, 1),
    /** Gated recurrent units, the reset gate applied after the recurrent product. */
    GRU(3, 2);

    private final int gates;
    private final int biases;

    Kind(int gates, int biases) {
      this.gates = gates;
      this.biases = biases;
    }

    /** Columns of the weights for each unit: gates, and the candidate. */
    public int gates() {
      return gates;
    }

    /** Rows of the biases. */
    public int biases() {
      return biases;
    }
  }

  /** Which way through time; where it is both, how the two become one. */
  public enum Direction {
    /** From the first step to the last. */
    FORWARD,
    /** From the last step to the first; sequences stay in the order of time. */
    BACKWARD,
    /** Both, side by side. */
    CONCATENATE,
    /** Both, added. */
    ADD,
    /** Both, their mean. */
    AVERAGE,
    /** Both, multiplied. */
    MULTIPLY;

    /** Whether there are two directions. */
    public boolean isBoth() {
      return this != FORWARD && this != BACKWARD;
    }
  }

  /** Refuses what is empty. */
  public RecurrentSettings {
    if (inputs < 1 || units < 1) {
      throw new IllegalArgumentException(
          "a recurrent layer of "
              + units
              + " units that reads "
              + inputs
              + " features; both must be at least 1");
    }
  }

  /** Features of a step that it gives. */
  public int outputs() {
    return direction == Direction.CONCATENATE ? 2 * units : units;
  }

  /** Directions: one or two. */
  public int directions() {
    return direction.isBoth() ? 2 : 1;
  }

  /** Parameters of one direction. */
  public int parametersOfDirection() {
    long rows = (long) inputs + units + kind.biases();
    return Math.toIntExact((long) kind.gates() * units * rows);
  }
}
