package io.chronoshard.kernel;

import io.chronoshard.kernel.RecurrentSettings.Direction;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A recurrent layer over minibatches, in one direction or both.
 *
 * <p>Samples are cut into panels, and each panel goes through all steps by itself; so what a sample
 * gives depends neither on the samples beside it nor on the threads. Gradients of parameters are
 * summed in {@link PanelGroups}. Keeps what the way back needs from the last run forward. For one
 * caller at a time.
 */
public final class RecurrentKernel {

  private static final int LANES = Panel.LANES;

  private final RecurrentSettings settings;
  private final Arithmetic arithmetic;
  private final Threads threads;
  private final Cell cell;
  private final RecurrentWeights[] weights;
  private final List<RecurrentTape[]> tapes = new ArrayList<>();
  private final PanelGroups<GradientSums[]> groups;

  /** For layers of these settings. */
  public RecurrentKernel(RecurrentSettings settings, Arithmetic arithmetic, Threads threads) {
    this.settings = settings;
    this.arithmetic = arithmetic;
    this.threads = threads;
    this.cell = Cell.of(settings, arithmetic);
    this.groups = new PanelGroups<>(threads, this::newSums);
    this.weights = new RecurrentWeights[settings.directions()];
    for (int direction = 0; direction < weights.length; direction++) {
      weights[direction] = new RecurrentWeights(settings, cell);
    }
  }

  /**
   * Runs over a minibatch.
   *
   * @param parameters of one direction behind the other, as {@link RecurrentWeights} has them
   * @param in {@code [sample][step][inputs]}
   * @param out receives {@code [sample][step][outputs]}, one step alone where only the last is
   *     given
   */
  public void forward(float[] parameters, Sequences in, Sequences out, RecurrentPass pass) {
    for (int direction = 0; direction < weights.length; direction++) {
      weights[direction].pack(parameters, direction * settings.parametersOfDirection());
    }
    while (tapes.size() < in.panels()) {
      tapes.add(newTapes());
    }
    threads.run(in.panels(), panel -> forward(panel, in, out, pass));
  }

  private RecurrentTape[] newTapes() {
    RecurrentTape[] made = new RecurrentTape[weights.length];
    for (int direction = 0; direction < made.length; direction++) {
      made[direction] =
          new RecurrentTape(
              settings.inputs(),
              settings.units(),
              weights[direction].blocks(),
              Cell.hasCells(settings.kind()));
    }
    return made;
  }

  private void forward(int panel, Sequences in, Sequences out, RecurrentPass pass) {
    for (int direction = 0; direction < weights.length; direction++) {
      RecurrentTape tape = tapes.get(panel)[direction];
      begin(tape, panel, direction, in.steps(), pass);
      for (int step = 0; step < in.steps(); step++) {
        int time = time(direction, step, in.steps());
        step(tape, panel, direction, step, time, in, pass);
        if (!settings.lastOnly()) {
          give(panel, direction, time, tape, tape.stateAt(step + 1), out);
        }
      }
      end(tape, panel, direction, in.steps(), out, pass);
    }
  }

  private int time(int direction, int step, int steps) {
    boolean isBackward = direction == 1 || settings.direction() == Direction.BACKWARD;
    return isBackward ? steps - 1 - step : step;
  }

  private void begin(RecurrentTape tape, int panel, int direction, int steps, RecurrentPass pass) {
    tape.begin(steps, pass.keep());
    Arrays.fill(tape.states, 0, tape.size(), 0);
    if (Cell.hasCells(settings.kind())) {
      Arrays.fill(tape.cells, 0, tape.size(), 0);
    }
    if (pass.initial() != null) {
      pass.initial().states().pack(panel, 0, tape.states, 0);
      if (Cell.hasCells(settings.kind())) {
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
        int time = time(direction, step, steps);
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
    read(tape, panel, time, in, pass);
    float[] state = tape.states;
    int stateAt = tape.stateAt(step);
    if (!pass.recurrentMasks().isEmpty()) {
      drop(tape, step);
      state = tape.dropped;
      stateAt = 0;
    }
    weights[direction].sum(tape, step, state, stateAt);
    cell.forward(tape, step);
    if (pass.stepMask() != null) {
      carryOver(tape, step, tape.states);
      if (Cell.hasCells(settings.kind())) {
        carryOver(tape, step, tape.cells);
      }
    }
  }

  private void read(RecurrentTape tape, int panel, int time, Sequences in, RecurrentPass pass) {
    in.pack(panel, time, tape.input, 0);
    if (!pass.inputMasks().isEmpty()) {
      arithmetic.multiply(tape.input, 0, tape.inputMask, 0, settings.inputs() * LANES);
    }
  }

  private void drop(RecurrentTape tape, int step) {
    System.arraycopy(tape.states, tape.stateAt(step), tape.dropped, 0, tape.size());
    arithmetic.multiply(tape.dropped, 0, tape.recurrentMask, 0, tape.size());
  }

  /** Where a step does not count, the state behind it is the one before it. */
  private static void carryOver(RecurrentTape tape, int step, float[] states) {
    int before = tape.stateAt(step);
    int behind = tape.stateAt(step + 1);
    int mask = step * LANES;
    for (int row = 0; row < tape.size(); row += LANES) {
      for (int lane = 0; lane < LANES; lane++) {
        if (tape.stepMask[mask + lane] == 0) {
          states[behind + row + lane] = states[before + row + lane];
        }
      }
    }
  }

  /** Gives states on, joined with what the other direction gave. */
  private void give(
      int panel, int direction, int time, RecurrentTape tape, int stateAt, Sequences out) {
    int units = settings.units();
    if (direction == 0) {
      out.unpack(panel, time, 0, units, tape.states, stateAt);
      return;
    }
    if (settings.direction() == Direction.CONCATENATE) {
      out.unpack(panel, time, units, units, tape.states, stateAt);
      return;
    }
    out.pack(panel, time, tape.part, 0);
    for (int i = 0; i < units * LANES; i++) {
      float first = tape.part[i];
      float second = tape.states[stateAt + i];
      tape.part[i] =
          switch (settings.direction()) {
            case ADD -> first + second;
            case AVERAGE -> (first + second) * 0.5f;
            case MULTIPLY -> first * second;
            default -> throw new IllegalStateException("no join for " + settings.direction());
          };
    }
    out.unpack(panel, time, 0, units, tape.part, 0);
  }

  private void end(
      RecurrentTape tape, int panel, int direction, int steps, Sequences out, RecurrentPass pass) {
    int stateAt = tape.stateAt(steps);
    if (settings.lastOnly()) {
      give(panel, direction, 0, tape, stateAt, out);
    }
    if (pass.last() != null) {
      pass.last().states().unpack(panel, 0, 0, settings.units(), tape.states, stateAt);
      if (Cell.hasCells(settings.kind())) {
        pass.last().cells().unpack(panel, 0, 0, settings.units(), tape.cells, stateAt);
      }
    }
  }

  /**
   * The way back over the minibatch of the last {@link #forward}, which must have kept it; once.
   *
   * @param parameters as they were then
   * @param in what was read then
   * @param outGradient {@code [sample][step][outputs]}, as {@code out} was
   * @param inGradient receives {@code [sample][step][inputs]}; null where nobody needs it
   * @param gradient receives the gradient of the parameters, summed over samples and steps
   */
  public void backward(
      float[] parameters,
      Sequences in,
      Sequences outGradient,
      @Nullable Sequences inGradient,
      float[] gradient,
      RecurrentPass pass) {
    int size = settings.parametersOfDirection();
    for (int direction = 0; direction < weights.length; direction++) {
      weights[direction].packTransposed(parameters, direction * size);
    }
    groups.run(
        in.panels(),
        RecurrentKernel::clear,
        (panel, sums) -> backward(panel, in, outGradient, inGradient, sums, pass));
    Arrays.fill(gradient, 0, weights.length * size, 0);
    groups.inOrder(in.panels(), sums -> addTo(sums, gradient));
  }

  private static void clear(GradientSums[] sums) {
    for (GradientSums each : sums) {
      each.clear();
    }
  }

  private void addTo(GradientSums[] sums, float[] gradient) {
    int size = settings.parametersOfDirection();
    for (int direction = 0; direction < weights.length; direction++) {
      weights[direction].addTo(sums[direction], gradient, direction * size);
    }
  }

  private GradientSums[] newSums() {
    GradientSums[] made = new GradientSums[weights.length];
    for (int direction = 0; direction < made.length; direction++) {
      made[direction] = weights[direction].newSums();
    }
    return made;
  }

  private void backward(
      int panel,
      Sequences in,
      Sequences outGradient,
      @Nullable Sequences inGradient,
      GradientSums[] sums,
      RecurrentPass pass) {
    for (int direction = 0; direction < weights.length; direction++) {
      backward(panel, direction, in, outGradient, inGradient, sums[direction], pass);
    }
  }

  private void backward(
      int panel,
      int direction,
      Sequences in,
      Sequences outGradient,
      @Nullable Sequences inGradient,
      GradientSums sums,
      RecurrentPass pass) {
    RecurrentTape tape = tapes.get(panel)[direction];
    Arrays.fill(tape.gradient, 0);
    Arrays.fill(tape.cellGradient, 0);
    for (int step = in.steps() - 1; step >= 0; step--) {
      int time = time(direction, step, in.steps());
      if (!settings.lastOnly()) {
        take(panel, direction, time, step, outGradient);
      } else if (step == in.steps() - 1) {
        take(panel, direction, 0, step, outGradient);
      }
      stepBack(tape, direction, step, pass);
      addGradient(tape, panel, direction, step, time, in, sums, pass);
      if (inGradient != null) {
        giveBack(tape, panel, direction, step, time, inGradient, pass);
      }
    }
  }

  /** Adds the gradient of what a step gave to that of the state behind it. */
  private void take(int panel, int direction, int time, int step, Sequences outGradient) {
    RecurrentTape tape = tapes.get(panel)[direction];
    int size = settings.units() * LANES;
    Direction joined = settings.direction();
    boolean isApart = joined == Direction.CONCATENATE;
    outGradient.pack(
        panel, time, isApart ? direction * settings.units() : 0, settings.units(), tape.part, 0);
    if (joined == Direction.AVERAGE) {
      for (int i = 0; i < size; i++) {
        tape.part[i] *= 0.5f;
      }
    } else if (joined == Direction.MULTIPLY) {
      RecurrentTape other = tapes.get(panel)[1 - direction];
      int otherStep = settings.lastOnly() ? step : time(1 - direction, time, outGradient.steps());
      arithmetic.multiply(tape.part, 0, other.states, other.stateAt(otherStep + 1), size);
    }
    arithmetic.add(tape.part, 0, tape.gradient, 0, size);
  }

  /** From the gradient of the state behind a step to that of its sums and of the state before. */
  private void stepBack(RecurrentTape tape, int direction, int step, RecurrentPass pass) {
    boolean hasCells = Cell.hasCells(settings.kind());
    if (pass.stepMask() != null) {
      hold(tape, step, tape.gradient, tape.held);
      if (hasCells) {
        hold(tape, step, tape.cellGradient, tape.heldCells);
      }
    }
    cell.backward(tape, step);
    weights[direction].stateGradient(tape, step);
    if (!pass.recurrentMasks().isEmpty()) {
      arithmetic.multiply(tape.part, 0, tape.recurrentMask, 0, tape.size());
    }
    arithmetic.add(tape.part, 0, tape.gradient, 0, tape.size());
    if (pass.stepMask() != null) {
      arithmetic.add(tape.held, 0, tape.gradient, 0, tape.size());
      if (hasCells) {
        arithmetic.add(tape.heldCells, 0, tape.cellGradient, 0, tape.size());
      }
    }
  }

  /** Moves the gradient of samples whose step does not count aside. */
  private static void hold(RecurrentTape tape, int step, float[] gradient, float[] held) {
    int mask = step * LANES;
    for (int row = 0; row < tape.size(); row += LANES) {
      for (int lane = 0; lane < LANES; lane++) {
        boolean counts = tape.stepMask[mask + lane] != 0;
        held[row + lane] = counts ? 0 : gradient[row + lane];
        gradient[row + lane] = counts ? gradient[row + lane] : 0;
      }
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
      read(tape, panel, time, in, pass);
      Panel.turn(tape.input, 0, settings.inputs(), tape.turned, 0, stride);
    }
    float[] state = tape.states;
    int stateAt = tape.stateAt(step);
    if (!pass.recurrentMasks().isEmpty()) {
      drop(tape, step);
      state = tape.dropped;
      stateAt = 0;
    }
    Panel.turn(state, stateAt, settings.units(), tape.turned, settings.inputs(), stride);
    weights[direction].addGradient(tape, step, sums);
  }

  private void giveBack(
      RecurrentTape tape,
      int panel,
      int direction,
      int step,
      int time,
      Sequences inGradient,
      RecurrentPass pass) {
    int size = settings.inputs() * LANES;
    weights[direction].inputGradient(tape, step);
    if (!pass.inputMasks().isEmpty()) {
      arithmetic.multiply(tape.inputGradient, 0, tape.inputMask, 0, size);
    }
    if (direction == 1) {
      inGradient.pack(panel, time, tape.input, 0);
      arithmetic.add(tape.input, 0, tape.inputGradient, 0, size);
    }
    inGradient.unpack(panel, time, 0, settings.inputs(), tape.inputGradient, 0);
  }
}
