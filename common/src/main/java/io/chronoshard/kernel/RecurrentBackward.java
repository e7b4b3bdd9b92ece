package io.chronoshard.kernel;

import io.chronoshard.kernel.RecurrentSettings.Direction;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The way back of a recurrent layer over a panel of samples, direction after direction.
 *
 * @param walk what both ways share
 */
record RecurrentBackward(RecurrentWalk walk) {

  private static final int LANES = Panel.LANES;

  /** Runs back over all steps of a panel; adds the gradient of parameters to sums. */
  void run(
      RecurrentTape[] tapes,
      int panel,
      Sequences in,
      Sequences outGradient,
      @Nullable Sequences inGradient,
      GradientSums[] sums,
      RecurrentPass pass) {
    for (int direction = 0; direction < tapes.length; direction++) {
      run(tapes, panel, direction, in, outGradient, inGradient, sums[direction], pass);
    }
  }

  private void run(
      RecurrentTape[] tapes,
      int panel,
      int direction,
      Sequences in,
      Sequences outGradient,
      @Nullable Sequences inGradient,
      GradientSums sums,
      RecurrentPass pass) {
    RecurrentTape tape = tapes[direction];
    Arrays.fill(tape.gradient, 0);
    Arrays.fill(tape.cellGradient, 0);
    for (int step = in.steps() - 1; step >= 0; step--) {
      int time = walk.time(direction, step, in.steps());
      if (!walk.settings().lastOnly()) {
        take(tapes, panel, direction, time, step, outGradient);
      } else if (step == in.steps() - 1) {
        take(tapes, panel, direction, 0, step, outGradient);
      }
      stepBack(tape, direction, step, pass);
      addGradient(tape, panel, direction, step, time, in, sums, pass);
      if (inGradient != null) {
        giveBack(tape, panel, direction, time, inGradient, pass);
      }
    }
  }

  /** Adds the gradient of what a step gave to that of the state behind it. */
  private void take(
      RecurrentTape[] tapes, int panel, int direction, int time, int step, Sequences outGradient) {
    RecurrentTape tape = tapes[direction];
    int size = walk.settings().units() * LANES;
    Direction joined = walk.settings().direction();
    boolean isApart = joined == Direction.CONCATENATE;
    outGradient.pack(
        panel,
        time,
        isApart ? direction * walk.settings().units() : 0,
        walk.settings().units(),
        tape.part,
        0);
    if (joined == Direction.AVERAGE) {
      for (int i = 0; i < size; i++) {
        tape.part[i] *= 0.5f;
      }
    } else if (joined == Direction.MULTIPLY) {
      RecurrentTape other = tapes[1 - direction];
      int otherStep =
          walk.settings().lastOnly() ? step : walk.time(1 - direction, time, outGradient.steps());
      walk.arithmetic().multiply(tape.part, 0, other.states, other.stateAt(otherStep + 1), size);
    }
    walk.arithmetic().add(tape.part, 0, tape.gradient, 0, size);
  }

  /** From the gradient of the state behind a step to that of its sums and of the state before. */
  private void stepBack(RecurrentTape tape, int direction, int step, RecurrentPass pass) {
    if (pass.stepMask() != null) {
      System.arraycopy(tape.gradient, 0, tape.held, 0, tape.size());
      System.arraycopy(tape.cellGradient, 0, tape.heldCells, 0, tape.size());
    }
    walk.cell().backward(tape, step);
    if (!tape.allCount()) {
      tape.clearUncountedSums(step);
    }
    walk.weights()[direction].stateGradient(tape);
    if (!pass.recurrentMasks().isEmpty()) {
      walk.arithmetic().multiply(tape.part, 0, tape.recurrentMask, 0, tape.size());
    }
    walk.arithmetic().add(tape.part, 0, tape.gradient, 0, tape.size());
    if (pass.stepMask() != null) {
      tape.copyUncounted(step, tape.held, 0, tape.gradient, 0);
      tape.copyUncounted(step, tape.heldCells, 0, tape.cellGradient, 0);
    }
  }

  private void addGradient(
      RecurrentTape tape,
      int panel,
      int direction,
      int step,
      int time,
      Sequences in,
      GradientSums sums,
      RecurrentPass pass) {
    int stride = sums.columns();
    if (pass.inputMasks().isEmpty() && in.featureStride() == 1) {
      in.packTurned(panel, time, tape.turned, 0, stride);
    } else {
      walk.read(tape, panel, time, in, pass);
      Panel.turn(tape.input, 0, walk.settings().inputs(), tape.turned, 0, stride);
    }
    float[] state = tape.states;
    int stateAt = tape.stateAt(step);
    if (!pass.recurrentMasks().isEmpty()) {
      walk.drop(tape, step);
      state = tape.dropped;
      stateAt = 0;
    }
    Panel.turn(
        state, stateAt, walk.settings().units(), tape.turned, walk.settings().inputs(), stride);
    if (!tape.allCount()) {
      tape.clearUncountedTurned(step);
    }
    walk.weights()[direction].addGradient(tape, sums);
  }

  private void giveBack(
      RecurrentTape tape,
      int panel,
      int direction,
      int time,
      Sequences inGradient,
      RecurrentPass pass) {
    int size = walk.settings().inputs() * LANES;
    walk.weights()[direction].inputGradient(tape);
    if (!pass.inputMasks().isEmpty()) {
      walk.arithmetic().multiply(tape.inputGradient, 0, tape.inputMask, 0, size);
    }
    if (direction == 1) {
      inGradient.pack(panel, time, tape.input, 0);
      walk.arithmetic().add(tape.input, 0, tape.inputGradient, 0, size);
    }
    inGradient.unpack(panel, time, 0, walk.settings().inputs(), tape.inputGradient, 0);
  }
}
