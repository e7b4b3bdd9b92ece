package io.chronoshard.model;

import io.chronoshard.config.LayerSettings;
import io.chronoshard.config.LayerSettings.Convolution;
import io.chronoshard.config.LayerSettings.Dense;
import io.chronoshard.config.LayerSettings.Embedding;
import io.chronoshard.config.LayerSettings.Flatten;
import io.chronoshard.config.LayerSettings.GlobalPooling;
import io.chronoshard.config.LayerSettings.Output;
import io.chronoshard.config.LayerSettings.Padding;
import io.chronoshard.config.LayerSettings.Pooling;
import io.chronoshard.config.LayerSettings.Recurrent;
import io.chronoshard.config.LayerSettings.Repeat;
import io.chronoshard.config.LayerSettings.Reshape;
import io.chronoshard.error.ConfigurationException;
import io.chronoshard.model.Architecture.Placed;
import io.chronoshard.model.LayerShape.Code;
import io.chronoshard.model.LayerShape.Sequence;
import io.chronoshard.model.LayerShape.Vector;
import java.util.List;

/**
 * Whether a layer fits what stands before it.
 *
 * @param reads what it reads
 * @param source what gives that, as messages call it
 * @param before the layers on the way there
 * @param horizon the steps that all outputs forecast; 0 where they differ
 */
record LayerFit(LayerShape reads, String source, List<Placed> before, int horizon) {

  /**
   * What a layer gives.
   *
   * @throws ConfigurationException where it cannot read what stands before it
   */
  LayerShape gives(LayerSettings layer) {
    if (layer instanceof Embedding embedding) {
      return embedded(embedding);
    }
    requireNumbers(layer);
    if (layer instanceof Recurrent recurrent) {
      Sequence read = sequence(layer);
      return recurrent.output() == Output.LAST
          ? new Vector(recurrent.width())
          : new Sequence(read.length(), recurrent.width());
    } else if (layer instanceof Convolution convolution) {
      return new Sequence(steps(convolution), convolution.filters());
    } else if (layer instanceof Pooling pooling) {
      return new Sequence(steps(pooling), reads.width());
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
    return reads;
  }

  private Vector embedded(Embedding layer) {
    if (reads instanceof Code) {
      return new Vector(layer.units());
    }
    throw problem(
        layer,
        "reads the code of a series, but "
            + source
            + " gives "
            + reads
            + "; name an input of kind = series in model.inputs, and that input in its from");
  }

  private void requireNumbers(LayerSettings layer) {
    if (reads instanceof Code) {
      throw codes(name(layer), source, reads);
    }
  }

  /** What reads codes as if they were numbers. */
  static ConfigurationException codes(String reader, String source, LayerShape reads) {
    return new ConfigurationException(
        reader
            + " reads numbers, but "
            + source
            + " gives "
            + reads
            + ", of which none is more than another; put { type = embedding } between them");
  }

  private LayerShape withWidth(int width) {
    return reads instanceof Sequence sequence
        ? new Sequence(sequence.length(), width)
        : new Vector(width);
  }

  private Sequence sequence(LayerSettings layer) {
    if (reads instanceof Sequence sequence) {
      return sequence;
    }
    throw problem(
        layer,
        "reads a sequence, but "
            + source
            + " gives "
            + reads
            + "; "
            + Advice.toSequence(before, layer));
  }

  private int steps(Convolution layer) {
    if (layer.padding() != Padding.VALID) {
      return (sequence(layer).length() - 1) / layer.stride() + 1;
    }
    long taken = (layer.size() - 1L) * layer.dilation() + 1;
    return windows(layer, taken, layer.stride(), "size or dilation, padding = same,");
  }

  private int steps(Pooling layer) {
    return windows(layer, layer.size(), layer.stride(), "size");
  }

  /**
   * Windows along a sequence.
   *
   * @param taken steps of each
   * @param smaller what to choose smaller where the sequence is too short for one
   */
  private int windows(LayerSettings layer, long taken, int stride, String smaller) {
    int length = sequence(layer).length();
    if (taken > length) {
      throw problem(
          layer,
          "takes "
              + taken
              + " steps at a time, but "
              + source
              + " gives "
              + reads
              + "; choose a smaller "
              + smaller
              + " or a longer window");
    }
    return (length - (int) taken) / stride + 1;
  }

  private Sequence reshaped(Reshape layer) {
    long values = reads.values();
    if (values % layer.steps() != 0) {
      throw problem(
          layer,
          "makes "
              + layer.steps()
              + " steps, but "
              + source
              + " gives "
              + reads
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
    if (reads instanceof Sequence) {
      throw problem(
          layer,
          "reads a vector, but "
              + source
              + " gives "
              + reads
              + "; "
              + Advice.toVector(before, layer.path()));
    }
    int times = layer.times().orElse(horizon);
    if (times == 0) {
      throw problem(
          layer, "says not how often, and the outputs' horizons differ; give it \"times\"");
    }
    return new Sequence(times, reads.width());
  }

  /** What is wrong with a layer. */
  static ConfigurationException problem(LayerSettings layer, String what) {
    return new ConfigurationException(name(layer) + " " + what);
  }

  /** A layer as messages call it. */
  static String name(LayerSettings layer) {
    return layer.path() + " (" + layer.type() + ")";
  }
}
