package io.chronoshard.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.chronoshard.config.TrainingSettings;
import io.chronoshard.layer.Gru;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.recurrent.LastTimeStep;
import org.deeplearning4j.nn.conf.layers.util.MaskZeroLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class ComputeTest {

  private static MultiLayerNetwork network(Layer layer) {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder().seed(1).list().layer(layer).build());
    network.init();
    new Compute(TrainingSettings.Engine.SCALAR, 2).prepare(new StackNetwork(network));
    return network;
  }

  private static Gru gru() {
    return new Gru.Builder().nIn(2).nOut(8).inputDropout(0.5).build();
  }

  @Test
  void reachesLayersThatOthersWrap() {
    for (Layer layer :
        new Layer[] {
          gru(), new LastTimeStep(gru()), new LastTimeStep(new MaskZeroLayer(gru(), 0))
        }) {
      MultiLayerNetwork network = network(layer);
      INDArray input = Nd4j.ones(DataType.FLOAT, 20, 2, 3);
      Compute.drawFrom(new StackNetwork(network), 1);
      INDArray first = network.output(input, true).dup();
      Compute.drawFrom(new StackNetwork(network), 2);

      assertThat(network.output(input, true)).isNotEqualTo(first);
      Compute.drawFrom(new StackNetwork(network), 1);
      assertThat(network.output(input, true)).isEqualTo(first);
    }
  }
}
