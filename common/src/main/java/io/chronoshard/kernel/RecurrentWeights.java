package io.chronoshard.kernel;

import java.util.ArrayList;
import java.util.List;

/**
 * The parameters of one direction of a recurrent layer, packed for its products, and the gradients
 * of them.
 *
 * <p>Parameters lie as in Keras: the kernel {@code [feature][gate · unit]}, the recurrent kernel
 * {@code [unit][gate · unit]}, then the bias {@code [gate · unit]}, two of them for a GRU: the
 * input product's and the recurrent product's.
 */
final class RecurrentWeights {

  private static final int NONE = Cell.NONE;

  /**
   * Neighbouring blocks of sums that hold recurrent products.
   *
   * @param block the first
   * @param apart whether the sums hold nothing but them, and their bias
   */
  private record Run(int block, int blocks, boolean apart, Weights weights, Weights transposed) {}

  private final Arithmetic arithmetic;
  private final int inputs;
  private final int units;
  private final int rows;
  private final int gates;
  private final int biases;
  private final int[] inputGates;
  private final int[] recurrentGates;
  private final int inputBlocks;
  private final Weights input;
  private final Weights inputTransposed;
  private final Run[] runs;
  private final float[] bias;

  RecurrentWeights(RecurrentSettings settings, Cell cell) {
    this.arithmetic = cell.arithmetic;
    this.inputs = settings.inputs();
    this.units = settings.units();
    this.rows = Panel.rows(units);
    this.inputGates = cell.inputGates();
    this.recurrentGates = cell.recurrentGates();
    int most = 0;
    int blocks = 0;
    for (int gate : inputGates) {
      most = Math.max(most, gate);
      blocks += gate == NONE ? 0 : 1;
    }
    this.gates = most + 1;
    this.biases = blocks < inputGates.length ? 2 : 1;
    this.inputBlocks = blocks;
    this.input = new Weights(inputBlocks * rows, inputs);
    this.inputTransposed = new Weights(inputs, inputBlocks * rows);
    this.runs = runs();
    this.bias = new float[units];
  }

  private Run[] runs() {
    List<Run> found = new ArrayList<>();
    for (int block = 0; block < blocks(); block++) {
      if (recurrentGates[block] == NONE) {
        continue;
      }
      int end = block + 1;
      boolean apart = inputGates[block] == NONE;
      while (end < blocks() && recurrentGates[end] != NONE && (inputGates[end] == NONE) == apart) {
        end++;
      }
      int height = (end - block) * rows;
      found.add(
          new Run(
              block, end - block, apart, new Weights(height, units), new Weights(units, height)));
      block = end - 1;
    }
    return found.toArray(Run[]::new);
  }

  /** Blocks of sums. */
  int blocks() {
    return inputGates.length;
  }

  private int kernelAt(int at) {
    return at;
  }

  private int recurrentAt(int at) {
    return at + inputs * gates * units;
  }

  private int biasAt(int at) {
    return recurrentAt(at) + units * gates * units;
  }

  /** Takes parameters over, for {@link #sum}. */
  void pack(float[] parameters, int at) {
    int apart = gates * units;
    for (int block = 0; block < inputBlocks; block++) {
      int gate = inputGates[block];
      input.pack(block * rows, units, 0, inputs, parameters, kernelAt(at) + gate * units, 1, apart);
      for (int unit = 0; unit < units; unit++) {
        bias[unit] = parameters[biasAt(at) + gate * units + unit];
        if (biases == 2 && recurrentGates[block] == gate) {
          bias[unit] += parameters[biasAt(at) + apart + gate * units + unit];
        }
      }
      input.bias(block * rows, units, bias, 0);
    }
    for (Run run : runs) {
      for (int i = 0; i < run.blocks; i++) {
        int gate = recurrentGates[run.block + i];
        run.weights.pack(
            i * rows, units, 0, units, parameters, recurrentAt(at) + gate * units, 1, apart);
        if (run.apart) {
          run.weights.bias(i * rows, units, parameters, biasAt(at) + apart + gate * units);
        }
      }
    }
  }

  /** Takes parameters over, for the way back. */
  void packTransposed(float[] parameters, int at) {
    int apart = gates * units;
    for (int block = 0; block < inputBlocks; block++) {
      int from = kernelAt(at) + inputGates[block] * units;
      inputTransposed.pack(0, inputs, block * rows, units, parameters, from, apart, 1);
    }
    for (Run run : runs) {
      for (int i = 0; i < run.blocks; i++) {
        int from = recurrentAt(at) + recurrentGates[run.block + i] * units;
        run.transposed.pack(0, units, i * rows, units, parameters, from, apart, 1);
      }
    }
  }

  /** A step's sums, of {@link RecurrentTape#input} and a state. */
  void sum(RecurrentTape tape, int step, float[] state, int stateAt) {
    int at = tape.sumsAt(step);
    arithmetic.affine(input, tape.input, 0, tape.sums, at);
    for (Run run : runs) {
      int runAt = at + run.block * tape.size();
      if (run.apart) {
        arithmetic.affine(run.weights, state, stateAt, tape.sums, runAt);
      } else {
        arithmetic.add(run.weights, state, stateAt, tape.sums, runAt);
      }
    }
  }

  /**
   * From the gradient of a step's sums to {@link RecurrentTape#part}, that of the state in them.
   */
  void stateGradient(RecurrentTape tape) {
    for (int i = 0; i < runs.length; i++) {
      Run run = runs[i];
      int runAt = run.block * tape.size();
      if (i == 0) {
        arithmetic.affine(run.transposed, tape.back, runAt, tape.part, 0);
      } else {
        arithmetic.add(run.transposed, tape.back, runAt, tape.part, 0);
      }
    }
  }

  /** From the gradient of a step's sums to {@link RecurrentTape#inputGradient}. */
  void inputGradient(RecurrentTape tape) {
    arithmetic.affine(inputTransposed, tape.back, 0, tape.inputGradient, 0);
  }

  /** Room for what {@link #addGradient} adds up. */
  GradientSums newSums() {
    return new GradientSums(blocks() * rows, Panel.columns(inputs + units));
  }

  /** Adds a step's part of the parameters' gradient, from {@link RecurrentTape#turned}. */
  void addGradient(RecurrentTape tape, GradientSums sums) {
    int stride = sums.columns();
    int inputEnd = Panel.columns(inputs);
    int stateBegin = inputs / Panel.COLUMNS * Panel.COLUMNS;
    for (int block = 0; block < blocks(); ) {
      int end = block + 1;
      while (end < blocks()
          && hasInput(end) == hasInput(block)
          && hasState(end) == hasState(block)) {
        end++;
      }
      int from = hasInput(block) ? 0 : stateBegin;
      int to = hasState(block) ? stride : inputEnd;
      arithmetic.addProducts(
          tape.back,
          block * tape.size(),
          (end - block) * rows,
          tape.turned,
          from,
          to - from,
          stride,
          sums.products(),
          block * rows * stride + from);
      block = end;
    }
    arithmetic.addRows(tape.back, 0, blocks() * rows, sums.rowSums(), 0);
  }

  private boolean hasInput(int block) {
    return inputGates[block] != NONE;
  }

  private boolean hasState(int block) {
    return recurrentGates[block] != NONE;
  }

  /** Adds what was added up to a gradient that lies as the parameters do. */
  void addTo(GradientSums sums, float[] gradient, int at) {
    int apart = gates * units;
    for (int block = 0; block < blocks(); block++) {
      if (hasInput(block)) {
        int gate = inputGates[block] * units;
        sums.addProducts(block * rows, units, 0, inputs, gradient, kernelAt(at) + gate, 1, apart);
        sums.addRows(block * rows, units, gradient, biasAt(at) + gate);
      }
      if (hasState(block)) {
        int gate = recurrentGates[block] * units;
        sums.addProducts(
            block * rows, units, inputs, units, gradient, recurrentAt(at) + gate, 1, apart);
        if (biases == 2) {
          sums.addRows(block * rows, units, gradient, biasAt(at) + apart + gate);
        }
      }
    }
  }
}
