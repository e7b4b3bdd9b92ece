package io.chronoshard.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.chronoshard.kernel.Curve;
import io.chronoshard.kernel.Loss;
import io.chronoshard.kernel.RecurrentSettings.Direction;
import io.chronoshard.layer.Activation;
import io.chronoshard.layer.Dense;
import io.chronoshard.layer.Gru;
import io.chronoshard.layer.Lstm;
import io.chronoshard.layer.Output;
import io.chronoshard.model.StackNetwork;
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

    assertThat(Layer.of(new StackNetwork(network)))
        .containsExactly(
            new Layer("LSTM(8)", 4 * 8 * (3 + 8 + 1)),
            new Layer("SimpleRnn(4), last state", 4 * (8 + 4 + 1)),
            new Layer("Dropout", 0),
            new Layer("Dense(5)", 5 * (4 + 1)),
            new Layer("Output(2)", 2 * (5 + 1)));
  }

  @Test
  void soIsOneOfOurOwn() {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .list()
                .layer(new Gru.Builder().nIn(3).nOut(8).build())
                .layer(
                    new io.chronoshard.layer.SimpleRnn.Builder()
                        .nIn(8)
                        .nOut(4)
                        .direction(Direction.BACKWARD)
                        .build())
                .layer(
                    new Lstm.Builder()
                        .nIn(4)
                        .nOut(2)
                        .direction(Direction.CONCATENATE)
                        .lastOnly()
                        .build())
                .layer(new Activation.Builder(Curve.RELU).build())
                .layer(new Dense.Builder().nIn(4).nOut(2).build())
                .layer(new Output.Builder(new Loss.MeanAbsolute()).build())
                .build());
    network.init();

    assertThat(Layer.of(new StackNetwork(network)))
        .containsExactly(
            new Layer("GRU(8)", 3 * 8 * (3 + 8 + 2)),
            new Layer("SimpleRnn(4), backward", 4 * (8 + 4 + 1)),
            new Layer("LSTM(2), both directions, last state", 2 * 4 * 2 * (4 + 2 + 1)),
            new Layer("Activation", 0),
            new Layer("Dense(2)", 2 * (4 + 1)),
            new Layer("Loss: mean absolute", 0));
  }
}
