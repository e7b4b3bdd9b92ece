package io.chronoshard.bench;

import io.chronoshard.kernel.RecurrentSettings.Kind;
import java.util.Random;

/** A layer of a {@link Network}, as all frameworks build it from their own parts. */
public sealed interface Part {

  /** What a recurrent layer gives. */
  enum Gives {
    /** Its states at all steps. */
    SEQUENCE,
    /** Its final state. */
    LAST
  }

  /** Which way through time a recurrent layer goes. */
  enum Ways {
    /** Forward. */
    ONE,
    /** Forward and backward; what they give is joined, forward first. */
    BOTH
  }

  /** What is applied to a layer's sums. */
  enum Activation {
    /** Nothing. */
    LINEAR,
    /** What is below zero becomes zero. */
    RELU
  }

  /** Weights at the beginning; those of no layer are empty. */
  default float[] weights(Random random) {
    return new float[0];
  }

  /** Values that a training step keeps for its way back, for one sample. */
  long activations();

  /**
   * A recurrent layer with tanh and the logistic function. Its weights are those of one way behind
   * the other: {@code [feature][gate · unit]}, {@code [unit][gate · unit]}, {@code [bias][gate ·
   * unit]}; gates in Keras' order, two biases for GRU (reset after the product) and one else.
   *
   * @param steps of the sequence
   * @param reads features of a step
   * @param recurrentDropout the share of the state that is dropped before the recurrent product
   */
  record Recurrent(
      Kind kind, int steps, int reads, int units, Ways ways, Gives gives, double recurrentDropout)
      implements Part {

    /** Blocks of {@code units} columns. */
    public int gates() {
      return switch (kind) {
        case SIMPLE_RNN -> 1;
        case LSTM -> 4;
        case GRU -> 3;
      };
    }

    /** Rows of biases. */
    public int biases() {
      return kind == Kind.GRU ? 2 : 1;
    }

    /** One or two. */
    public int directions() {
      return ways == Ways.BOTH ? 2 : 1;
    }

    /** Of one direction. */
    public int weightsOfDirection() {
      return gates() * units * (reads + units + biases());
    }

    @Override
    public float[] weights(Random random) {
      int columns = gates() * units;
      float[] weights = new float[directions() * weightsOfDirection()];
      for (int direction = 0; direction < directions(); direction++) {
        int at = direction * weightsOfDirection();
        fill(weights, at, reads * columns, 6.0 / (reads + columns), random);
        fill(weights, at + reads * columns, units * columns, 1.0 / units, random);
        int bias = at + (reads + units) * columns;
        fill(weights, bias, biases() * columns, 0.01, random);
      }
      return weights;
    }

    /** All gates, the state, an LSTM's cell, and a GRU's recurrent product before its reset. */
    @Override
    public long activations() {
      int perUnit =
          switch (kind) {
            case SIMPLE_RNN -> 1;
            case LSTM -> 6;
            case GRU -> 5;
          };
      long dropped = recurrentDropout > 0 ? units : 0;
      return directions() * ((long) steps * units * perUnit + dropped);
    }
  }

  /** A dense layer on vectors; its weights are {@code [feature][unit]}, {@code [unit]}. */
  record Dense(int reads, int units, Activation activation) implements Part {

    @Override
    public float[] weights(Random random) {
      float[] weights = new float[(reads + 1) * units];
      fill(weights, 0, reads * units, 6.0 / (reads + units), random);
      fill(weights, reads * units, units, 0.01, random);
      return weights;
    }

    @Override
    public long activations() {
      return units;
    }
  }

  /**
   * A convolution over time without padding, with {@link Activation#RELU}; its weights are {@code
   * [tap][feature][filter]}, {@code [filter]}.
   *
   * @param steps of the sequence that it reads
   */
  record Convolution(int steps, int reads, int filters, int taps) implements Part {

    @Override
    public float[] weights(Random random) {
      float[] weights = new float[(taps * reads + 1) * filters];
      fill(weights, 0, taps * reads * filters, 6.0 / (taps * (reads + filters)), random);
      fill(weights, taps * reads * filters, filters, 0.01, random);
      return weights;
    }

    @Override
    public long activations() {
      return (long) (steps - taps + 1) * filters;
    }
  }

  /**
   * The maximum of each two steps.
   *
   * @param steps that it reads
   */
  record MaxPooling(int steps, int width) implements Part {

    /** Steps that it joins to one. */
    public static final int LENGTH = 2;

    @Override
    public long activations() {
      return (long) (steps / LENGTH) * width;
    }
  }

  /** The average over all steps: a vector of a sequence. */
  record AveragePooling(int width) implements Part {

    @Override
    public long activations() {
      return width;
    }
  }

  /** A vector of a sequence: all features of the first step first. */
  record Flatten(int steps, int width) implements Part {

    @Override
    public long activations() {
      return 0;
    }
  }

  private static void fill(float[] weights, int at, int count, double square, Random random) {
    double bound = Math.sqrt(square);
    for (int i = at; i < at + count; i++) {
      weights[i] = (float) ((2 * random.nextDouble() - 1) * bound);
    }
  }
}
