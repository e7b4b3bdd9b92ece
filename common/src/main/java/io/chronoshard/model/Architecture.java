package io.chronoshard.model;

import io.chronoshard.config.LayerSettings;
import io.chronoshard.config.ModelSettings;
import io.chronoshard.error.ConfigurationException;
import java.util.List;

/**
 * The layers of a model with the shapes between them: proof that the model fits its windows.
 *
 * @param layers from input to output, without the output layer
 * @param outputs values to forecast: horizon times targets
 * @param parameters of all layers, the output layer included
 */
public record Architecture(List<Placed> layers, int outputs, long parameters) {

  /**
   * A layer between what it reads and what it gives on.
   *
   * @param settings its kind and size
   * @param reads the shape of one window's values before it
   * @param gives the shape behind it
   */
  public record Placed(LayerSettings settings, LayerShape reads, LayerShape gives) {}

  /** Copies what it is given. */
  public Architecture {
    layers = List.copyOf(layers);
  }

  /**
   * Fits the configured layers to the shape of a window's inputs and outputs.
   *
   * @param outputs values to forecast: horizon times targets
   * @throws ConfigurationException where a layer cannot read what the one before it gives, or no
   *     array could hold the parameters
   */
  public static Architecture of(ModelSettings settings, InputShape input, int outputs) {
    Fitting fitting = new Fitting(input);
    settings.layers().forEach(fitting::add);
    return fitting.end(outputs);
  }

  /** What the output layer reads. */
  int outputReads() {
    return layers.get(layers.size() - 1).gives().width();
  }
}
