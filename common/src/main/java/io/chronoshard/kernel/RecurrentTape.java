package io.chronoshard.kernel;

import io.chronoshard.kernel.RecurrentSettings.Kind;
import java.util.Arrays;

/**
 * What one direction of a recurrent layer remembers of one panel of samples: all steps for the way
 * back, or two where there is none. Steps are counted in the direction of travel.
 */
final class RecurrentTape {

  private static final int LANES = Panel.LANES;

  /** Rows of the state. */
  final int rows;

  /**
   * {@code [step][gate][unit][lane]}: sums, then what curves gave; of one step where states tell
   * all.
   */
  float[] sums = {};

  /** {@code [gate][unit][lane]}: the gradient of a step's sums. */
  final float[] back;

  /** {@code [step + 1][unit][lane]}: states before the first step, and behind each. */
  float[] states = {};

  /** As {@link #states}, of an LSTM. */
  float[] cells = {};

  /** {@code [unit][lane]}: what the curve makes of an LSTM's cells of a step. */
  final float[] curved;

  /** {@code [step][lane]}: 1, or 0 where a sample's step does not count. */
  float[] stepMask = {};

  /** {@code [feature][lane]}: a step's input. */
  final float[] input;

  /** {@code [feature][lane]}: the gradient of a step's input. */
  final float[] inputGradient;

  /** {@code [unit][lane]}: the state that enters the recurrent product, where some is dropped. */
  final float[] dropped;

  /** {@code [unit][lane]}: the gradient of the state behind a step. */
  final float[] gradient;

  /** {@code [unit][lane]}: the gradient of a step's output, or of what entered its product. */
  final float[] part;

  /** {@code [unit][lane]}: the gradient of the cells behind a step. */
  final float[] cellGradient;

  /** {@code [unit][lane]}: the gradient of the state behind a step, for where it does not count. */
  final float[] held;

  /** As {@link #held}, of the cells. */
  final float[] heldCells;

  /** {@code [feature][lane]} and {@code [unit][lane]}: factors of dropout. */
  final float[] inputMask;

  final float[] recurrentMask;

  /** {@code [lane][feature, unit]}: a step's input and the state before it. */
  final float[] turned;

  private final int gates;
  private final boolean hasCells;
  private final boolean keepsSums;
  private boolean keeping;
  private boolean isMasked;
  private int lanes = LANES;

  RecurrentTape(int inputs, int units, int gates, Kind kind) {
    this.rows = Panel.rows(units);
    this.gates = gates;
    this.hasCells = Cell.hasCells(kind);
    this.keepsSums = Cell.keepsSums(kind);
    int inputSize = Panel.rows(inputs) * LANES;
    int stateSize = rows * LANES;
    this.input = new float[inputSize];
    this.inputGradient = new float[inputSize];
    this.inputMask = new float[inputSize];
    this.dropped = new float[stateSize];
    this.gradient = new float[stateSize];
    this.part = new float[stateSize];
    this.back = new float[gates * stateSize];
    this.curved = new float[hasCells ? stateSize : 0];
    this.cellGradient = new float[stateSize];
    this.held = new float[stateSize];
    this.heldCells = new float[stateSize];
    this.recurrentMask = new float[stateSize];
    this.turned = new float[Panel.columns(inputs + units) * LANES];
  }

  /**
   * Floats of the longest array that so many steps need, all of which are remembered where the way
   * back follows.
   */
  long longest(int steps, WayBack wayBack) {
    return Math.max(((wayBack.follows() ? steps : 1) + 1L) * gates * size(), (long) steps * LANES);
  }

  /**
   * Makes room, for all steps where the way back follows.
   *
   * @param lanes that have a sample
   */
  void begin(int lanes, int steps, WayBack wayBack) {
    this.lanes = lanes;
    isMasked = false;
    keeping = wayBack.follows();
    int kept = keeping ? steps : 1;
    sums = atLeast(sums, (keepsSums ? kept : 1) * gates * rows * LANES);
    states = atLeast(states, (kept + 1) * rows * LANES);
    if (hasCells) {
      cells = atLeast(cells, (kept + 1) * rows * LANES);
    }
  }

  private static float[] atLeast(float[] array, int length) {
    return array.length >= length ? array : new float[length];
  }

  /** Makes room for a mask of steps. */
  void masked(int steps) {
    isMasked = true;
    stepMask = atLeast(stepMask, steps * LANES);
  }

  /** Whether each lane has a sample, and each step of it counts. */
  boolean allCount() {
    return lanes == LANES && !isMasked;
  }

  private boolean counts(int step, int lane) {
    return lane < lanes && (!isMasked || stepMask[step * LANES + lane] != 0);
  }

  /** Copies rows' lanes where a step does not count. */
  void copyUncounted(int step, float[] from, int fromAt, float[] to, int toAt) {
    for (int lane = 0; lane < LANES; lane++) {
      if (!counts(step, lane)) {
        for (int row = lane; row < size(); row += LANES) {
          to[toAt + row] = from[fromAt + row];
        }
      }
    }
  }

  /**
   * Sets to zero the gradients of the sums where a step does not count. They may be no numbers:
   * zero times what came of an input that does not matter.
   */
  void clearUncountedSums(int step) {
    for (int lane = 0; lane < LANES; lane++) {
      if (!counts(step, lane)) {
        for (int at = lane; at < back.length; at += LANES) {
          back[at] = 0;
        }
      }
    }
  }

  /** As {@link #clearUncountedSums}, what such gradients are multiplied by. */
  void clearUncountedTurned(int step) {
    int stride = turned.length / LANES;
    for (int lane = 0; lane < LANES; lane++) {
      if (!counts(step, lane)) {
        Arrays.fill(turned, lane * stride, (lane + 1) * stride, 0);
      }
    }
  }

  /** Floats of a state. */
  int size() {
    return rows * LANES;
  }

  /** Where a step's sums begin. */
  int sumsAt(int step) {
    return keeping && keepsSums ? step * gates * size() : 0;
  }

  /** Where the states before a step begin; those behind it are before the next. */
  int stateAt(int step) {
    return (keeping ? step : step & 1) * size();
  }
}
