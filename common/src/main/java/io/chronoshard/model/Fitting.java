package io.chronoshard.model;

import io.chronoshard.config.LayerSettings;
import io.chronoshard.config.LayerSettings.Dense;
import io.chronoshard.config.LayerSettings.Dropout;
import io.chronoshard.config.LayerSettings.Flatten;
import io.chronoshard.config.LayerSettings.Lstm;
import io.chronoshard.config.LayerSettings.Output;
import io.chronoshard.config.LayerSettings.SimpleRnn;
import io.chronoshard.error.ConfigurationException;
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
  private static final long MOST_PARAMETERS = (Integer.MAX_VALUE - 8) / 2;

  private final List<Placed> layers = new ArrayList<>();
  private LayerShape shape;
  private long parameters;

  /** What gave {@link #shape}, as messages call it. */
  private String source = "the window";

  Fitting(InputShape input) {
    shape = new Sequence(input.length(), input.width());
  }

  void add(LayerSettings layer) {
    if (layer instanceof Lstm lstm) {
      long units = lstm.units();
      recurrent(lstm, "lstm", lstm.units(), lstm.output(), 4 * units * (shape.width() + units + 1));
    } else if (layer instanceof SimpleRnn rnn) {
      long units = rnn.units();
      recurrent(rnn, "simple-rnn", rnn.units(), rnn.output(), units * (shape.width() + units + 1));
    } else if (layer instanceof Dense dense) {
      dense(dense);
    } else if (layer instanceof Dropout) {
      layers.add(new Placed(layer, shape, shape));
    } else if (layer instanceof Flatten flatten) {
      flatten(flatten);
    } else {
      throw new IllegalStateException("no place for " + layer);
    }
  }

  Architecture end(int outputs) {
    if (shape instanceof Sequence) {
      throw new ConfigurationException(
          "model.layers: the output layer ("
              + outputs
              + " values: horizon × targets) reads a vector, but "
              + source
              + " gives "
              + shape
              + "; "
              + toVector("the output layer"));
    }
    count((shape.width() + 1L) * outputs, "the output layer of " + outputs + " units");
    return new Architecture(layers, outputs, parameters);
  }

  private void recurrent(LayerSettings layer, String type, int units, Output output, long count) {
    String name = name(layer, type);
    if (!(shape instanceof Sequence sequence)) {
      throw new ConfigurationException(
          name + " reads a sequence, but " + source + " gives " + shape + "; " + toSequence(layer));
    }
    count(count, name + " of " + units + " units");
    place(
        layer,
        name,
        output == Output.LAST ? new Vector(units) : new Sequence(sequence.length(), units));
  }

  /** How to have a sequence before a layer that reads one. */
  private String toSequence(LayerSettings layer) {
    String move = "";
    for (int i = layers.size() - 1; i >= 0; i--) {
      Placed placed = layers.get(i);
      String path = placed.settings().path();
      if (placed.settings() instanceof Dense) {
        move = ", and move " + layer.path() + " before the dense layers";
      } else if (placed.settings() instanceof Flatten) {
        return "remove " + path + " or move " + layer.path() + " before it";
      } else if (!(placed.settings() instanceof Dropout)) {
        return "set " + path + ".output = sequence" + move;
      }
    }
    throw new IllegalStateException("nothing made a vector");
  }

  /** How to have a vector before a layer that reads one. */
  private String toVector(String reader) {
    for (int i = layers.size() - 1; i >= 0; i--) {
      LayerSettings giver = layers.get(i).settings();
      if (!(giver instanceof Dropout)) {
        return "set " + giver.path() + ".output = last, or put { type = flatten } before " + reader;
      }
    }
    return "put a recurrent layer or { type = flatten } before it";
  }

  private void dense(Dense dense) {
    String name = name(dense, "dense");
    if (shape instanceof Sequence) {
      throw new ConfigurationException(
          name
              + " reads a vector, but "
              + source
              + " gives "
              + shape
              + "; "
              + toVector(dense.path()));
    }
    count((shape.width() + 1L) * dense.units(), name + " of " + dense.units() + " units");
    place(dense, name, new Vector(dense.units()));
  }

  private void flatten(Flatten flatten) {
    String name = name(flatten, "flatten");
    if (!(shape instanceof Sequence sequence)) {
      throw new ConfigurationException(
          name
              + " reads a sequence, but "
              + source
              + " gives "
              + shape
              + " already; remove "
              + flatten.path());
    }
    long width = (long) sequence.length() * sequence.width();
    if (width > MOST_PARAMETERS) {
      throw new ConfigurationException(
          name
              + " makes a vector of "
              + width
              + " of "
              + sequence
              + "; at most "
              + MOST_PARAMETERS
              + " fit: choose fewer units or a smaller window.length");
    }
    place(flatten, name, new Vector((int) width));
  }

  private void place(LayerSettings layer, String name, LayerShape gives) {
    layers.add(new Placed(layer, shape, gives));
    shape = gives;
    source = name;
  }

  private void count(long added, String what) {
    parameters += added;
    if (parameters > MOST_PARAMETERS) {
      throw new ConfigurationException(
          what
              + " behind "
              + shape
              + " brings the model to "
              + parameters
              + " parameters; at most "
              + MOST_PARAMETERS
              + " fit: choose fewer units");
    }
  }

  private static String name(LayerSettings layer, String type) {
    return layer.path() + " (" + type + ")";
  }
}
