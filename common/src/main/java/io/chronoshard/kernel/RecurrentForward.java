package io.chronoshard.kernel;

import io.chronoshard.kernel.RecurrentSettings.Direction;
import java.util.Arrays;

/**
 * The way forward of a recurrent layer over a panel of samples, direction after direction.
 *
 * @param walk what both ways share
 */
record RecurrentForward(RecurrentWalk walk) {

  private static final int LANES = Panel.LANES;

  /** Runs over all steps of a panel. */
  void run(RecurrentTape[] tapes, int panel, Sequences in, Sequences out, RecurrentPass pass) {
    for (int direction = 0; direction < tapes.length; direction++) {
      RecurrentTape tape = tapes[direction];
      begin(tape, panel, direction, in, pass);
      for (int step = 0; step < in.steps(); step++) {
        int time = walk.time(direction, step, in.steps());
        step(tape, panel, direction, step, time, in, pass);
        if (!walk.settings().lastOnly()) {
          give(panel, direction, time, tape, tape.stateAt(step + 1), out);
        }
      }
      end(tape, panel, direction, in.steps(), out, pass);
    }
  }

  private void begin(
      RecurrentTape tape, int panel, int direction, Sequences in, RecurrentPass pass) {
    int steps = in.steps();
    tape.begin(in.lanes(panel), steps, pass.wayBack());
    Arrays.fill(tape.states, 0, tape.size(), 0);
    if (Cell.hasCells(walk.settings().kind())) {
      Arrays.fill(tape.cells, 0, tape.size(), 0);
    }
    if (pass.initial() != null) {
      pass.initial().states().pack(panel, 0, tape.states, 0);
      if (Cell.hasCells(walk.settings().kind())) {
        pass.initial().cells().pack(panel, 0, tape.cells, 0);
      }
    }
    if (!pass.inputMasks().isEmpty()) {
      pass.inputMasks().get(direction).pack(panel, 0, tape.inputMask, 0);
    }
    if (!pass.recurrentMasks().isEmpty()) {
      pass.recurrentMasks().get(direction).pack(panel, 0, tape.recurrentMask, 0);
    }
    if (pass.stepMask() != null) {
      tape.masked(steps);
      for (int step = 0; step < steps; step++) {
        int time = walk.time(direction, step, steps);
        pass.stepMask().pack(panel, time, tape.stepMask, step * LANES);
      }
    }
  }

  private void step(
      RecurrentTape tape,
      int panel,
      int direction,
      int step,
      int time,
      Sequences in,
      RecurrentPass pass) {
    walk.read(tape, panel, time, in, pass);
    float[] state = tape.states;
    int stateAt = tape.stateAt(step);
    if (!pass.recurrentMasks().isEmpty()) {
      walk.drop(tape, step);
      state = tape.dropped;
      stateAt = 0;
    }
    walk.weights()[direction].sum(tape, step, state, stateAt);
    walk.cell().forward(tape, step);
    if (pass.stepMask() != null) {
      carryOver(tape, step, tape.states);
      if (Cell.hasCells(walk.settings().kind())) {
        carryOver(tape, step, tape.cells);
      }
    }
  }

  /** Where a step does not count, the state behind it is the one before it. */
  private static void carryOver(RecurrentTape tape, int step, float[] states) {
    tape.copyUncounted(step, states, tape.stateAt(step), states, tape.stateAt(step + 1));
  }

  /** Gives states on, joined with what the other direction gave. */
  private void give(
      int panel, int direction, int time, RecurrentTape tape, int stateAt, Sequences out) {
    int units = walk.settings().units();
    if (direction == 0) {
      out.unpack(panel, time, 0, units, tape.states, stateAt);
      return;
    }
    if (walk.settings().direction() == Direction.CONCATENATE) {
      out.unpack(panel, time, units, units, tape.states, stateAt);
      return;
    }
    out.pack(panel, time, tape.part, 0);
    for (int i = 0; i < units * LANES; i++) {
      float first = tape.part[i];
      float second = tape.states[stateAt + i];
      tape.part[i] =
          switch (walk.settings().direction()) {
            case ADD -> first + second;
            case AVERAGE -> (first + second) * 0.5f;
            case MULTIPLY -> first * second;
            default ->
                throw new IllegalStateException("no join for " + walk.settings().direction());
          };
    }
    out.unpack(panel, time, 0, units, tape.part, 0);
  }

  private void end(
      RecurrentTape tape, int panel, int direction, int steps, Sequences out, RecurrentPass pass) {
    int stateAt = tape.stateAt(steps);
    if (walk.settings().lastOnly()) {
      give(panel, direction, 0, tape, stateAt, out);
    }
    if (pass.last() != null) {
      pass.last().states().unpack(panel, 0, 0, walk.settings().units(), tape.states, stateAt);
      if (Cell.hasCells(walk.settings().kind())) {
        pass.last().cells().unpack(panel, 0, 0, walk.settings().units(), tape.cells, stateAt);
      }
    }
  }
}
