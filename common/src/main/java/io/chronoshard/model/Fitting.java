package io.chronoshard.model;

import io.chronoshard.config.LayerSettings;
import io.chronoshard.error.ConfigurationException;
import io.chronoshard.model.Architecture.Head;
import io.chronoshard.model.Architecture.Placed;
import io.chronoshard.model.LayerShape.Sequence;
import io.chronoshard.model.LayerShape.Vector;
import java.util.ArrayList;
import java.util.List;

/**
 * Places layers one behind the other; the first that does not fit is refused with what to change.
 */
final class Fitting {

  /** An updater keeps up to two values per parameter in one array. */
  private static final long MOST = (Integer.MAX_VALUE - 8) / 2;

  private final InputShape input;
  private final OutputShape output;
  private final List<Placed> layers = new ArrayList<>();
  private LayerShape shape;
  private long parameters;

  /** What gave {@link #shape}, as messages call it. */
  private String source = "the window";

  Fitting(InputShape input, OutputShape output) {
    this.input = input;
    this.output = output;
    shape = new Sequence(input.length(), input.width());
    if (shape.values() > MOST) {
      throw new ConfigurationException(
          "window.length: a window is "
              + shape
              + ", which are "
              + shape.values()
              + " values; at most "
              + MOST
              + " fit: choose a shorter window or fewer inputs");
    }
  }

  void add(LayerSettings layer) {
    LayerShape gives = new LayerFit(shape, source, layers, output).gives(layer);
    if (gives.values() > MOST) {
      throw LayerFit.problem(
          layer,
          "gives "
              + gives
              + " for each window, which are "
              + gives.values()
              + " values; at most "
              + MOST
              + " fit: choose fewer units or a smaller window.length");
    }
    long count = ParameterCount.of(layer, shape.width());
    count(count, LayerFit.name(layer));
    layers.add(new Placed(layer, shape, gives, count));
    shape = gives;
    source = LayerFit.name(layer);
  }

  Architecture end() {
    LayerShape gives = headGives();
    long count = (shape.width() + 1L) * gives.width();
    count(count, "the output layer of " + gives.width() + " units");
    return new Architecture(input, layers, new Head(shape, gives, count));
  }

  private LayerShape headGives() {
    if (shape instanceof Vector) {
      return new Vector(output.values());
    }
    if (shape instanceof Sequence sequence && sequence.length() == output.horizon()) {
      return new Sequence(output.horizon(), output.outputs());
    }
    throw new ConfigurationException(
        "model.layers: the output layer (window.horizon × targets: "
            + output.horizon()
            + " × "
            + output.outputs()
            + ") reads a vector, or a sequence of "
            + output.horizon()
            + (output.horizon() == 1 ? " step" : " steps")
            + ", but "
            + source
            + " gives "
            + shape
            + "; "
            + Advice.toVector(layers, "the output layer"));
  }

  private void count(long added, String what) {
    parameters += Math.min(added, Long.MAX_VALUE - parameters);
    if (parameters > MOST) {
      throw new ConfigurationException(
          what
              + " behind "
              + shape
              + " brings the model to "
              + parameters
              + " parameters; at most "
              + MOST
              + " fit: choose fewer units");
    }
  }
}
