package io.chronoshard.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.LastTimeStep;
import org.deeplearning4j.nn.conf.layers.recurrent.SimpleRnn;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;

class LayerTest {

  @Test
  void aLayerIsNamedByItsKindAndSize() {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .list()
                .layer(new LSTM.Builder().nIn(3).nOut(8).build())
                .layer(new LastTimeStep(new SimpleRnn.Builder().nIn(8).nOut(4).build()))
                .layer(new DropoutLayer(0.5))
                .layer(new DenseLayer.Builder().nIn(4).nOut(5).build())
                .layer(new OutputLayer.Builder().nIn(5).nOut(2).build())
                .build());
    network.init();

    assertThat(Layer.of(network))
        .containsExactly(
            new Layer("LSTM(8)", 4 * 8 * (3 + 8 + 1)),
            new Layer("SimpleRnn(4), last state", 4 * (8 + 4 + 1)),
            new Layer("Dropout", 0),
            new Layer("Dense(5)", 5 * (4 + 1)),
            new Layer("Output(2)", 2 * (5 + 1)));
  }
}
