package io.chronoshard.model;

import io.chronoshard.layer.Output;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.util.ModelSerializer;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A Deeplearning4j network, whatever its shape: what training, versions and forecasts need of it.
 * For one thread.
 */
public sealed interface ModelNetwork extends Outputs permits GraphNetwork, StackNetwork {

  /** A new network with initial weights, of a configuration in Deeplearning4j's JSON. */
  static ModelNetwork fromJson(String json) {
    return UnbuiltNetwork.of(json).network();
  }

  /** What Deeplearning4j knows it as. */
  Model network();

  /** Its configuration in Deeplearning4j's JSON. */
  String json();

  /** Its layers, from inputs to outputs. */
  List<Layer> layers();

  /** The layers as they were configured, in the same order. */
  List<org.deeplearning4j.nn.conf.layers.Layer> configurations();

  /**
   * The layer that gives one of the outputs, as it was configured.
   *
   * @param output its place
   */
  org.deeplearning4j.nn.conf.layers.Layer end(int output);

  /** Whether each two numbers of an output are a mean and a deviation. */
  default boolean givesDeviations(int output) {
    return end(output) instanceof Output layer && layer.givesDeviations();
  }

  /** All layers' parameters in Deeplearning4j's flat order; the network's own memory. */
  default INDArray parameters() {
    return network().params();
  }

  /** The updater's state in its flat order, the network's own memory; nothing where it has none. */
  @Nullable INDArray updaterState();

  /** Minibatches that the updater has seen. */
  int iteration();

  /** Epochs that are done. */
  int epoch();

  /** Says what was trained before. */
  void count(int iteration, int epoch);

  /** Multiplies the configured learning rate from the next training step on; 1 at first. */
  void scaleRate(double factor);

  /**
   * Does a training step.
   *
   * @param minibatch of each input
   * @param targets of each output
   */
  void fit(Read minibatch, INDArray[] targets);

  /** The loss of the last training step, before it. */
  default double loss() {
    return network().score();
  }

  /** Writes the zip file that {@link ModelSerializer} opens, updater state included. */
  default void write(OutputStream out) throws IOException {
    ModelSerializer.writeModel(network(), out, true);
  }

  /** The same without the updater's state, which nothing but training on needs. */
  default void writeParameters(OutputStream out) throws IOException {
    ModelSerializer.writeModel(network(), out, false);
  }
}
