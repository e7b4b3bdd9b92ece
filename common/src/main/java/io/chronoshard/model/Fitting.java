package io.chronoshard.model;

import io.chronoshard.config.LayerSettings;
import io.chronoshard.config.LayerSettings.Convolution;
import io.chronoshard.config.LayerSettings.Dense;
import io.chronoshard.config.LayerSettings.Flatten;
import io.chronoshard.config.LayerSettings.GlobalPooling;
import io.chronoshard.config.LayerSettings.Output;
import io.chronoshard.config.LayerSettings.Padding;
import io.chronoshard.config.LayerSettings.Pooling;
import io.chronoshard.config.LayerSettings.Recurrent;
import io.chronoshard.config.LayerSettings.Repeat;
import io.chronoshard.config.LayerSettings.Reshape;
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
  }

  void add(LayerSettings layer) {
    LayerShape gives = gives(layer);
    if (gives.values() > MOST) {
      throw problem(
          layer,
          String.join(
              " ",
              "gives",
              gives.toString(),
              "for each window, which are",
              gives.values() + " values; at most",
              MOST + " fit: choose fewer units or a smaller window.length"));
    }
    long count = ParameterCount.of(layer, shape.width());
    count(count, name(layer));
    layers.add(new Placed(layer, shape, gives, count));
    shape = gives;
    source = name(layer);
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
      return new Sequence(output.horizon(), output.targets());
    }
    throw new ConfigurationException(
        "model.layers: the output layer (window.horizon × targets: "
            + output.horizon()
            + " × "
            + output.targets()
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

  private LayerShape gives(LayerSettings layer) {
    if (layer instanceof Recurrent recurrent) {
      Sequence read = sequence(layer);
      return recurrent.output() == Output.LAST
          ? new Vector(recurrent.width())
          : new Sequence(read.length(), recurrent.width());
    } else if (layer instanceof Convolution convolution) {
      return new Sequence(steps(convolution), convolution.filters());
    } else if (layer instanceof Pooling pooling) {
      return new Sequence(steps(pooling), shape.width());
    } else if (layer instanceof GlobalPooling) {
      return new Vector(sequence(layer).width());
    } else if (layer instanceof Flatten) {
      return new Vector(Math.toIntExact(sequence(layer).values()));
    } else if (layer instanceof Dense dense) {
      return withWidth(dense.units());
    } else if (layer instanceof Reshape reshape) {
      return reshaped(reshape);
    } else if (layer instanceof Repeat repeat) {
      return repeated(repeat);
    }
    return shape;
  }

  private LayerShape withWidth(int width) {
    return shape instanceof Sequence sequence
        ? new Sequence(sequence.length(), width)
        : new Vector(width);
  }

  private Sequence sequence(LayerSettings layer) {
    if (shape instanceof Sequence sequence) {
      return sequence;
    }
    throw problem(
        layer,
        "reads a sequence, but "
            + source
            + " gives "
            + shape
            + "; "
            + Advice.toSequence(layers, layer));
  }

  private int steps(Convolution layer) {
    int length = sequence(layer).length();
    long taken = (layer.size() - 1L) * layer.dilation() + 1;
    if (layer.padding() != Padding.VALID) {
      return (length - 1) / layer.stride() + 1;
    }
    if (taken > length) {
      throw problem(
          layer,
          "takes "
              + taken
              + " steps at a time, but "
              + source
              + " gives "
              + shape
              + "; choose a smaller size or dilation, padding = same, or a longer window");
    }
    return (length - (int) taken) / layer.stride() + 1;
  }

  private int steps(Pooling layer) {
    int length = sequence(layer).length();
    if (layer.size() > length) {
      throw problem(
          layer,
          "takes "
              + layer.size()
              + " steps at a time, but "
              + source
              + " gives "
              + shape
              + "; choose a smaller size, or a longer window");
    }
    return (length - layer.size()) / layer.stride() + 1;
  }

  private Sequence reshaped(Reshape layer) {
    long values = shape.values();
    if (values % layer.steps() != 0) {
      throw problem(
          layer,
          "makes "
              + layer.steps()
              + " steps, but "
              + source
              + " gives "
              + shape
              + ", and "
              + values
              + " values cannot be dealt to "
              + layer.steps()
              + " steps; choose a divisor of "
              + values);
    }
    return new Sequence(layer.steps(), Math.toIntExact(values / layer.steps()));
  }

  private Sequence repeated(Repeat layer) {
    if (shape instanceof Sequence) {
      throw problem(
          layer,
          "reads a vector, but "
              + source
              + " gives "
              + shape
              + "; "
              + Advice.toVector(layers, layer.path()));
    }
    return new Sequence(layer.times().orElse(output.horizon()), shape.width());
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

  private static ConfigurationException problem(LayerSettings layer, String what) {
    return new ConfigurationException(name(layer) + " " + what);
  }

  private static String name(LayerSettings layer) {
    return layer.path() + " (" + layer.type() + ")";
  }
}
