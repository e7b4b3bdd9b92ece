package io.chronoshard.model;

import io.chronoshard.config.LayerSettings;
import io.chronoshard.config.ModelSettings;
import io.chronoshard.error.ConfigurationException;
import java.util.List;

/**
 * The layers of a model with the shapes between them: proof that the model fits its windows.
 *
 * @param inputs what the first layers read
 * @param layers each behind those that it reads, without the output layers
 * @param heads the output layers
 */
public record Architecture(List<ModelInput> inputs, List<Placed> layers, List<Head> heads) {

  /**
   * A layer, or a merge, between what it reads and what it gives on.
   *
   * @param name what others call it
   * @param from the inputs and layers that it reads
   * @param settings its kind and size
   * @param sources the shapes of one window's values before it, one of each that it reads
   * @param gives the shape behind it
   * @param parameters its trained numbers
   */
  public record Placed(
      String name,
      List<String> from,
      LayerSettings settings,
      List<LayerShape> sources,
      LayerShape gives,
      long parameters) {

    /** Copies the lists. */
    public Placed {
      from = List.copyOf(from);
      sources = List.copyOf(sources);
    }

    /** The shape before it, or before the first of what it joins. */
    public LayerShape reads() {
      return sources.get(0);
    }
  }

  /**
   * An output layer, which is dense: on a vector for all steps at once, or on each step of a
   * sequence.
   *
   * @param name what reports call it
   * @param from the layer or input that it reads
   * @param reads a vector, or a sequence of as many steps as are forecast
   * @param gives all values, or each step's targets
   * @param parameters its trained numbers
   */
  public record Head(
      String name, String from, LayerShape reads, LayerShape gives, long parameters) {}

  /** Copies what it is given. */
  public Architecture {
    inputs = List.copyOf(inputs);
    layers = List.copyOf(layers);
    heads = List.copyOf(heads);
  }

  /**
   * Fits the configured layers or nodes to a window's inputs and outputs.
   *
   * @throws ConfigurationException where a layer cannot read what stands before it, nodes read each
   *     other in a circle or nothing that is there, something is read by nobody, or no array could
   *     hold the parameters
   */
  public static Architecture of(
      ModelSettings settings, List<ModelInput> inputs, List<ModelOutput> outputs) {
    return new GraphFitting(inputs, outputs).of(settings);
  }

  /** Fits the configured layers to one input, a sequence, and to one output. */
  public static Architecture of(ModelSettings settings, InputShape input, OutputShape output) {
    LayerShape window = new LayerShape.Sequence(input.length(), input.width());
    return of(
        settings,
        List.of(new ModelInput("window", "the window", window)),
        List.of(new ModelOutput("output", "the output layer", "", output)));
  }

  /** Whether each layer reads the one before it alone, from the only input to the only output. */
  public boolean isStack() {
    if (inputs.size() > 1 || heads.size() > 1) {
      return false;
    }
    String before = inputs.get(0).name();
    for (Placed layer : layers) {
      if (!layer.from().equals(List.of(before))) {
        return false;
      }
      before = layer.name();
    }
    return heads.get(0).from().equals(before);
  }

  /** The output layer of a model that has one. */
  Head head() {
    if (heads.size() != 1) {
      throw new IllegalStateException(heads.size() + " heads where there is to be one");
    }
    return heads.get(0);
  }

  /** Trained numbers of all layers. */
  public long parameters() {
    return layers.stream().mapToLong(Placed::parameters).sum()
        + heads.stream().mapToLong(Head::parameters).sum();
  }
}
