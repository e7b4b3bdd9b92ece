package io.chronoshard.layer;

import io.chronoshard.kernel.RecurrentState;
import io.chronoshard.kernel.Sequences;
import io.chronoshard.kernel.reference.ReferenceRecurrent.State;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Where a recurrent layer stands, as Deeplearning4j keeps it from one piece to the next: states and
 * cells as {@code [sample][unit]}, in the numbers of the network.
 */
final class KeptStates {

  private static final String STATES = "states";
  private static final String CELLS = "cells";

  private KeptStates() {}

  /** What was kept; zeros where a sequence begins. */
  static RecurrentState floats(Map<String, INDArray> kept, int samples, RecurrentLayer layer) {
    RecurrentState state = RecurrentState.zero(samples, layer.settings().units());
    if (!kept.isEmpty()) {
      read(required(kept, STATES, samples, layer), state.states());
      read(required(kept, CELLS, samples, layer), state.cells());
    }
    return state;
  }

  private static void read(INDArray from, Sequences to) {
    NativeFloats.readAll(from.castTo(DataType.FLOAT).dup('f'), to.values());
  }

  /** What was kept; zeros where a sequence begins. */
  static State doubles(Map<String, INDArray> kept, int samples, RecurrentLayer layer) {
    return kept.isEmpty()
        ? State.zero(samples, layer.settings().units())
        : new State(
            required(kept, STATES, samples, layer).castTo(DataType.DOUBLE).toDoubleMatrix(),
            required(kept, CELLS, samples, layer).castTo(DataType.DOUBLE).toDoubleMatrix());
  }

  private static INDArray required(
      Map<String, INDArray> kept, String key, int samples, RecurrentLayer layer) {
    int units = layer.settings().units();
    INDArray values = kept.get(key);
    if (values == null
        || values.rank() != 2
        || values.size(0) != samples
        || values.size(1) != units) {
      throw new IllegalStateException(
          String.format(
              Locale.ROOT,
              "the kept state has shape %s, but the input has %d samples and %s %d units; call"
                  + " rnnClearPreviousState() before other samples",
              shape(values),
              samples,
              layer.called(),
              units));
    }
    return values;
  }

  private static String shape(@Nullable INDArray values) {
    return values == null ? "none" : Arrays.toString(values.shape());
  }

  /** Keeps a state. */
  static void save(RecurrentState state, Map<String, INDArray> kept) {
    try (MemoryWorkspace outside = Nd4j.getWorkspaceManager().scopeOutOfWorkspaces()) {
      kept.put(STATES, array(state.states()));
      kept.put(CELLS, array(state.cells()));
    }
  }

  private static INDArray array(Sequences values) {
    INDArray array =
        Nd4j.createUninitialized(
            DataType.FLOAT, new long[] {values.samples(), values.width()}, 'f');
    NativeFloats.writeAll(values.values(), array);
    return array;
  }

  /** Keeps a state. */
  static void save(State state, Map<String, INDArray> kept) {
    try (MemoryWorkspace outside = Nd4j.getWorkspaceManager().scopeOutOfWorkspaces()) {
      kept.put(STATES, Nd4j.createFromArray(state.states()));
      kept.put(CELLS, Nd4j.createFromArray(state.cells()));
    }
  }
}
