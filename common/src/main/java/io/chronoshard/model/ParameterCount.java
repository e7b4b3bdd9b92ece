package io.chronoshard.model;

import io.chronoshard.config.LayerSettings;
import io.chronoshard.config.LayerSettings.Convolution;
import io.chronoshard.config.LayerSettings.Dense;
import io.chronoshard.config.LayerSettings.Direction;
import io.chronoshard.config.LayerSettings.Embedding;
import io.chronoshard.config.LayerSettings.LayerNorm;
import io.chronoshard.config.LayerSettings.Recurrent;

/** The trained numbers of layers, as Keras counts them. */
final class ParameterCount {

  private ParameterCount() {}

  /**
   * Of a layer; {@link Long#MAX_VALUE} where there are more.
   *
   * @param reads features of a step, or elements of a vector
   */
  static long of(LayerSettings layer, int reads) {
    if (layer instanceof Recurrent recurrent) {
      return recurrent(recurrent, reads);
    } else if (layer instanceof Dense dense) {
      return product(reads + 1L, dense.units());
    } else if (layer instanceof Convolution convolution) {
      return product(product(convolution.size(), reads) + 1, convolution.filters());
    }
    if (layer instanceof Embedding embedding) {
      return product(reads, embedding.units());
    }
    return layer instanceof LayerNorm ? 2L * reads : 0;
  }

  private static long recurrent(Recurrent layer, int reads) {
    long units = layer.units();
    int directions = layer.direction() == Direction.BOTH ? 2 : 1;
    long gated =
        switch (layer.cell()) {
          case LSTM -> 4 * units;
          case GRU -> 3 * units;
          case SIMPLE_RNN -> units;
        };
    // A GRU's recurrent product has a bias of its own.
    long rows =
        switch (layer.cell()) {
          case LSTM, SIMPLE_RNN -> reads + units + 1;
          case GRU -> reads + units + 2;
        };
    return product(directions * gated, rows);
  }

  private static long product(long a, long b) {
    boolean fits = Math.multiplyHigh(a, b) == 0 && a * b >= 0 && a * b < Long.MAX_VALUE;
    return fits ? a * b : Long.MAX_VALUE - 1;
  }
}
