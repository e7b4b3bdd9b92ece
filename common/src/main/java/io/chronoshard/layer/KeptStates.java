package io.chronoshard.layer;

import io.chronoshard.kernel.RecurrentState;
import io.chronoshard.kernel.Sequences;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Where a recurrent layer stands, as Deeplearning4j keeps it from one piece to the next. */
final class KeptStates {

  private static final String STATES = "states";
  private static final String CELLS = "cells";

  private KeptStates() {}

  /** What was kept; zeros where a sequence begins. */
  static RecurrentState load(Map<String, INDArray> kept, int samples, int units, String layer) {
    RecurrentState state = RecurrentState.zero(samples, units);
    if (!kept.isEmpty()) {
      load(kept.get(STATES), state.states(), layer);
      load(kept.get(CELLS), state.cells(), layer);
    }
    return state;
  }

  private static void load(@Nullable INDArray from, Sequences to, String layer) {
    if (from == null
        || from.rank() != 2
        || from.size(0) != to.samples()
        || from.size(1) != to.width()) {
      throw new IllegalStateException(
          String.format(
              Locale.ROOT,
              "the kept state has shape %s, but the input has %d samples and the layer %d units; call"
                  + " rnnClearPreviousState() before other samples %s",
              from == null ? "none" : Arrays.toString(from.shape()),
              to.samples(),
              to.width(),
              layer));
    }
    NativeFloats.readAll(from.castTo(DataType.FLOAT).dup('f'), to.values());
  }

  /** Keeps a state. */
  static void save(RecurrentState state, Map<String, INDArray> kept) {
    try (MemoryWorkspace outside = Nd4j.getWorkspaceManager().scopeOutOfWorkspaces()) {
      kept.put(STATES, saved(state.states()));
      kept.put(CELLS, saved(state.cells()));
    }
  }

  private static INDArray saved(Sequences values) {
    INDArray array =
        Nd4j.createUninitialized(
            DataType.FLOAT, new long[] {values.samples(), values.width()}, 'f');
    NativeFloats.writeAll(values.values(), array);
    return array;
  }
}
