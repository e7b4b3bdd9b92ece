package io.chronoshard.model;

import io.chronoshard.layer.LearningRates;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Layers and merges that each read what stands before them, with any number of inputs and outputs.
 *
 * @param network an initialised network, which is neither copied nor owned
 */
public record GraphNetwork(ComputationGraph network) implements ModelNetwork {

  @Override
  public String json() {
    return network.getConfiguration().toJson();
  }

  @Override
  public List<Layer> layers() {
    return List.of(network.getLayers());
  }

  @Override
  public List<org.deeplearning4j.nn.conf.layers.Layer> configurations() {
    List<org.deeplearning4j.nn.conf.layers.Layer> all = new ArrayList<>();
    Arrays.stream(network.getLayers()).forEach(layer -> all.add(layer.conf().getLayer()));
    return all;
  }

  @Override
  public org.deeplearning4j.nn.conf.layers.Layer end(int output) {
    return network.getOutputLayer(output).conf().getLayer();
  }

  @Override
  public @Nullable INDArray updaterState() {
    return network.getUpdater().getStateViewArray();
  }

  @Override
  public int iteration() {
    return network.getIterationCount();
  }

  @Override
  public int epoch() {
    return network.getEpochCount();
  }

  @Override
  public void count(int iteration, int epoch) {
    network.getConfiguration().setIterationCount(iteration);
    network.getConfiguration().setEpochCount(epoch);
  }

  @Override
  public void scaleRate(double factor) {
    LearningRates.scale(network.getUpdater(), factor);
  }

  @Override
  public void fit(Read minibatch, INDArray[] targets) {
    network.fit(minibatch.inputs(), targets, masks(minibatch), null);
  }

  @Override
  public INDArray[] outputs(Read minibatch) {
    return network.output(false, minibatch.inputs(), masks(minibatch));
  }

  private static @Nullable INDArray @Nullable [] masks(Read minibatch) {
    return minibatch.isMasked() ? minibatch.masks() : null;
  }
}
