package io.chronoshard.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.chronoshard.kernel.Loss;
import io.chronoshard.kernel.Updater;
import io.chronoshard.layer.Penalty.Kind;
import java.util.List;
import org.deeplearning4j.gradientcheck.GradientCheckUtil;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.NoOp;

class PenaltyTest {

  private static MultiLayerNetwork network(DataType type, IUpdater updater, Penalty... penalties) {
    MultiLayerConfiguration conf =
        new NeuralNetConfiguration.Builder()
            .seed(2)
            .dataType(type)
            .updater(updater)
            .miniBatch(false)
            .list()
            .layer(
                new Lstm.Builder()
                    .nIn(2)
                    .nOut(3)
                    .lastOnly()
                    .regularization(List.of(penalties))
                    .build())
            .layer(new Dense.Builder().nIn(3).nOut(1).regularization(List.of(penalties)).build())
            .layer(new Output.Builder(new Loss.MeanSquared()).build())
            .build();
    MultiLayerNetwork network =
        new MultiLayerNetwork(MultiLayerConfiguration.fromJson(conf.toJson()));
    network.init();
    return network;
  }

  @Test
  void areTermsOfTheLoss() {
    Nd4j.setDefaultDataTypes(DataType.DOUBLE, DataType.DOUBLE);
    try {
      MultiLayerNetwork network =
          network(
              DataType.DOUBLE, new NoOp(), new Penalty(Kind.L1, 0.1), new Penalty(Kind.L2, 0.2));
      INDArray inputs = Nd4j.linspace(-1, 1, 24).reshape(4, 2, 3).castTo(DataType.DOUBLE);
      INDArray labels = Nd4j.linspace(0, 1, 4).reshape(4, 1).castTo(DataType.DOUBLE);

      assertThat(
              GradientCheckUtil.checkGradients(
                  new GradientCheckUtil.MLNConfig()
                      .net(network)
                      .input(inputs)
                      .labels(labels)
                      .print(GradientCheckUtil.PrintMode.FAILURES_ONLY)))
          .isTrue();
    } finally {
      Nd4j.setDefaultDataTypes(DataType.FLOAT, DataType.FLOAT);
    }
  }

  /** Where nothing can be learnt, decay alone moves the weights, and leaves the biases alone. */
  @Test
  void decayTakesItsShareOfTheWeights() {
    double rate = 0.5;
    MultiLayerNetwork network =
        network(
            DataType.FLOAT,
            KernelUpdater.of(new Updater.Sgd(rate, 0, Updater.Sgd.Look.HERE)),
            new Penalty(Kind.DECAY, 0.1));
    INDArray inputs = Nd4j.linspace(-1, 1, 24).reshape(4, 2, 3).castTo(DataType.FLOAT);
    INDArray weights = network.getParam("0_W").dup();
    INDArray bias = network.getParam("0_b").dup();
    network.fit(inputs, network.output(inputs).dup());

    assertThat(
            network.getParam("0_W").sub(weights.mul(1 - rate * 0.1)).normmaxNumber().floatValue())
        .isCloseTo(0, within(1e-7f));
    assertThat(network.getParam("0_b").sub(bias).normmaxNumber().floatValue())
        .isCloseTo(0, within(1e-7f));
    assertThat(network.score()).isCloseTo(0, within(1e-12));
  }

  @Test
  void wrongFactorsAreRefused() {
    assertThatThrownBy(() -> new Penalty(Kind.L2, -1)).hasMessage("a penalty of -1.0");
    assertThatThrownBy(() -> new Penalty(Kind.L2, Double.NaN)).hasMessage("a penalty of NaN");
  }
}
