package io.chronoshard.kernel;

import io.chronoshard.kernel.RecurrentSettings.Direction;

/**
 * What both ways of a recurrent layer over a panel share.
 *
 * @param settings of the layer
 * @param arithmetic what computes
 * @param cell what happens between sums and states
 * @param weights of each direction
 */
record RecurrentWalk(
    RecurrentSettings settings, Arithmetic arithmetic, Cell cell, RecurrentWeights[] weights) {

  private static final int LANES = Panel.LANES;

  /** The step in time of a step in a direction of travel. */
  int time(int direction, int step, int steps) {
    boolean isBackward = direction == 1 || settings.direction() == Direction.BACKWARD;
    return isBackward ? steps - 1 - step : step;
  }

  /** Reads a step's input, less what is dropped, to {@link RecurrentTape#input}. */
  void read(RecurrentTape tape, int panel, int time, Sequences in, RecurrentPass pass) {
    in.pack(panel, time, tape.input, 0);
    if (!pass.inputMasks().isEmpty()) {
      arithmetic.multiply(tape.input, 0, tape.inputMask, 0, settings.inputs() * LANES);
    }
  }

  /** Copies the state before a step, less what is dropped, to {@link RecurrentTape#dropped}. */
  void drop(RecurrentTape tape, int step) {
    System.arraycopy(tape.states, tape.stateAt(step), tape.dropped, 0, tape.size());
    arithmetic.multiply(tape.dropped, 0, tape.recurrentMask, 0, tape.size());
  }
}
