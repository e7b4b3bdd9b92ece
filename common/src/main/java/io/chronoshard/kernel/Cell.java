package io.chronoshard.kernel;

import io.chronoshard.kernel.RecurrentSettings.Kind;
import java.util.Arrays;

/**
 * What a recurrent layer does between its sums and its states.
 *
 * <p>Sums come in blocks of one row per unit. A block is the sum of a gate's input product, of its
 * recurrent product, or of both.
 */
abstract class Cell {

  /** No gate. */
  static final int NONE = -1;

  final Arithmetic arithmetic;
  final Curve curve;
  final Curve gate;

  private Cell(Arithmetic arithmetic, RecurrentSettings settings) {
    this.arithmetic = arithmetic;
    this.curve = settings.curve();
    this.gate = settings.gate();
  }

  static Cell of(RecurrentSettings settings, Arithmetic arithmetic) {
    return switch (settings.kind()) {
      case SIMPLE_RNN -> new Simple(arithmetic, settings);
      case LSTM -> new Lstm(arithmetic, settings);
      case GRU -> new Gru(arithmetic, settings);
    };
  }

  static boolean hasCells(Kind kind) {
    return kind == Kind.LSTM;
  }

  /** Whether the way back needs what a step's sums became, beside its states. */
  static boolean keepsSums(Kind kind) {
    return kind != Kind.SIMPLE_RNN;
  }

  /** For each block, the gate whose input product it holds, by its place in the parameters. */
  abstract int[] inputGates();

  /** For each block, the gate whose recurrent product it holds. */
  abstract int[] recurrentGates();

  /** From a step's sums to the states behind it. */
  abstract void forward(RecurrentTape tape, int step);

  /**
   * From the gradient of the states behind a step, {@link RecurrentTape#gradient}, to that of its
   * sums, {@link RecurrentTape#back}; leaves in the former what passes by the recurrent product.
   */
  abstract void backward(RecurrentTape tape, int step);

  private static final class Simple extends Cell {

    private static final int[] GATES = {0};

    Simple(Arithmetic arithmetic, RecurrentSettings settings) {
      super(arithmetic, settings);
    }

    @Override
    int[] inputGates() {
      return GATES;
    }

    @Override
    int[] recurrentGates() {
      return GATES;
    }

    @Override
    void forward(RecurrentTape tape, int step) {
      int sums = tape.sumsAt(step);
      int size = tape.size();
      arithmetic.apply(curve, tape.sums, sums, size);
      arithmetic.flush(tape.sums, sums, size);
      System.arraycopy(tape.sums, sums, tape.states, tape.stateAt(step + 1), size);
    }

    @Override
    void backward(RecurrentTape tape, int step) {
      int size = tape.size();
      arithmetic.slope(curve, tape.states, tape.stateAt(step + 1), tape.gradient, 0, size);
      System.arraycopy(tape.gradient, 0, tape.back, 0, size);
      Arrays.fill(tape.gradient, 0, size, 0);
    }
  }

  private static final class Lstm extends Cell {

    /** Input, forget and output gate, candidate; parameters have the candidate in third place. */
    private static final int[] GATES = {0, 1, 3, 2};

    Lstm(Arithmetic arithmetic, RecurrentSettings settings) {
      super(arithmetic, settings);
    }

    @Override
    int[] inputGates() {
      return GATES;
    }

    @Override
    int[] recurrentGates() {
      return GATES;
    }

    @Override
    void forward(RecurrentTape tape, int step) {
      arithmetic.lstm(
          curve,
          gate,
          tape.size(),
          tape.sums,
          tape.sumsAt(step),
          tape.cells,
          tape.stateAt(step),
          tape.stateAt(step + 1),
          tape.curved,
          tape.states,
          tape.stateAt(step + 1));
    }

    @Override
    void backward(RecurrentTape tape, int step) {
      arithmetic.lstmBack(
          curve,
          gate,
          tape.size(),
          tape.sums,
          tape.sumsAt(step),
          tape.cells,
          tape.stateAt(step),
          tape.stateAt(step + 1),
          tape.curved,
          tape.gradient,
          tape.cellGradient,
          tape.back);
      Arrays.fill(tape.gradient, 0, tape.size(), 0);
    }
  }

  private static final class Gru extends Cell {

    /**
     * Update and reset gate; the candidate's products apart, for the reset gate is between them.
     */
    private static final int[] INPUT = {0, 1, 2, NONE};

    private static final int[] RECURRENT = {0, 1, NONE, 2};

    Gru(Arithmetic arithmetic, RecurrentSettings settings) {
      super(arithmetic, settings);
    }

    @Override
    int[] inputGates() {
      return INPUT;
    }

    @Override
    int[] recurrentGates() {
      return RECURRENT;
    }

    @Override
    void forward(RecurrentTape tape, int step) {
      arithmetic.gru(
          curve,
          gate,
          tape.size(),
          tape.sums,
          tape.sumsAt(step),
          tape.states,
          tape.stateAt(step),
          tape.stateAt(step + 1));
    }

    @Override
    void backward(RecurrentTape tape, int step) {
      arithmetic.gruBack(
          curve,
          gate,
          tape.size(),
          tape.sums,
          tape.sumsAt(step),
          tape.states,
          tape.stateAt(step),
          tape.gradient,
          tape.back);
    }
  }
}
