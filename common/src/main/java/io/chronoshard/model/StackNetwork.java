package io.chronoshard.model;

import io.chronoshard.layer.LearningRates;
import java.util.List;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.updater.BaseMultiLayerUpdater;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Layers one behind the other, with one input and one output.
 *
 * @param network an initialised network, which is neither copied nor owned
 */
public record StackNetwork(MultiLayerNetwork network) implements ModelNetwork {

  @Override
  public String json() {
    return network.getLayerWiseConfigurations().toJson();
  }

  @Override
  public List<Layer> layers() {
    return List.of(network.getLayers());
  }

  @Override
  public List<org.deeplearning4j.nn.conf.layers.Layer> configurations() {
    return network.getLayerWiseConfigurations().getConfs().stream()
        .map(NeuralNetConfiguration::getLayer)
        .toList();
  }

  @Override
  public org.deeplearning4j.nn.conf.layers.Layer end(int output) {
    return network.getOutputLayer().conf().getLayer();
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
    network.setIterationCount(iteration);
    network.setEpochCount(epoch);
  }

  @Override
  public void scaleRate(double factor) {
    LearningRates.scale((BaseMultiLayerUpdater<?>) network.getUpdater(), factor);
  }

  @Override
  public void fit(Read minibatch, INDArray[] targets) {
    network.fit(only(minibatch.inputs()), only(targets), minibatch.masks()[0], null);
  }

  @Override
  public INDArray[] outputs(Read minibatch) {
    INDArray input = only(minibatch.inputs());
    return new INDArray[] {network.output(input, false, minibatch.masks()[0], null)};
  }

  private static INDArray only(INDArray[] arrays) {
    if (arrays.length != 1) {
      throw new IllegalArgumentException(arrays.length + " arrays for one input or output");
    }
    return arrays[0];
  }
}
