package io.chronoshard.model;

import io.chronoshard.config.LayerSettings;
import io.chronoshard.config.ModelSettings;
import io.chronoshard.error.ConfigurationException;
import java.util.List;

/**
 * The layers of a model with the shapes between them: proof that the model fits its windows.
 *
 * @param input what the first layer reads
 * @param layers from input to output, without the output layer
 * @param head the output layer
 */
public record Architecture(InputShape input, List<Placed> layers, Head head) {

  /**
   * A layer between what it reads and what it gives on.
   *
   * @param settings its kind and size
   * @param reads the shape of one window's values before it
   * @param gives the shape behind it
   * @param parameters its trained numbers
   */
  public record Placed(
      LayerSettings settings, LayerShape reads, LayerShape gives, long parameters) {}

  /**
   * The output layer, which is dense: on a vector for all steps at once, or on each step of a
   * sequence.
   *
   * @param reads a vector, or a sequence of as many steps as are forecast
   * @param gives all values, or each step's targets
   * @param parameters its trained numbers
   */
  public record Head(LayerShape reads, LayerShape gives, long parameters) {}

  /** Copies what it is given. */
  public Architecture {
    layers = List.copyOf(layers);
  }

  /**
   * Fits the configured layers to the shape of a window's inputs and outputs.
   *
   * @throws ConfigurationException where a layer cannot read what the one before it gives, or no
   *     array could hold the parameters
   */
  public static Architecture of(ModelSettings settings, InputShape input, OutputShape output) {
    Fitting fitting = new Fitting(input, output);
    settings.layers().forEach(fitting::add);
    return fitting.end();
  }

  /** Trained numbers of all layers. */
  public long parameters() {
    return layers.stream().mapToLong(Placed::parameters).sum() + head.parameters();
  }
}
