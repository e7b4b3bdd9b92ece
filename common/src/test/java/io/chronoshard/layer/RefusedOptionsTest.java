package io.chronoshard.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chronoshard.kernel.Loss;
import io.chronoshard.kernel.PoolingKernel.Pool;
import io.chronoshard.kernel.RecurrentSettings.Direction;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.constraint.NonNegativeConstraint;
import org.deeplearning4j.nn.conf.distribution.NormalDistribution;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional;
import org.deeplearning4j.nn.conf.layers.recurrent.LastTimeStep;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.weights.WeightInit;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;

class RefusedOptionsTest {

  private static void assertRefused(String option, String instead, ThrowingCallable... builders) {
    for (ThrowingCallable builder : builders) {
      assertThatThrownBy(builder)
          .isInstanceOf(UnsupportedOperationException.class)
          .hasMessageStartingWith(option + " has no effect on this layer of io.chronoshard; ")
          .hasMessageContaining(instead);
    }
  }

  @Test
  void optionsOfDeeplearning4jWithoutEffectAreRefused() {
    assertRefused(
        "activation",
        "say curve",
        () -> new Lstm.Builder().activation(Activation.RELU).build(),
        () -> new Gru.Builder().activation(Activation.RELU.getActivationFunction()).build(),
        () -> new Dense.Builder().activation(Activation.RELU).build());
    assertRefused(
        "weightInit",
        "say kernelInitializer",
        () -> new SimpleRnn.Builder().weightInit(WeightInit.ZERO).build(),
        () -> new Convolution.Builder(2).weightInit(new NormalDistribution(0, 1)).build(),
        () -> new Dense.Builder().weightInit(WeightInit.XAVIER.getWeightInitFunction()).build());
    assertRefused(
        "weightInitRecurrent",
        "say recurrentInitializer",
        () -> new Lstm.Builder().weightInitRecurrent(WeightInit.ZERO).build(),
        () -> new Lstm.Builder().weightInitRecurrent(new NormalDistribution(0, 1)).build());
    assertRefused(
        "biasInit",
        "forget gate at forgetBias",
        () -> new Lstm.Builder().biasInit(1).build(),
        () -> new Dense.Builder().biasInit(1).build());
    assertRefused(
        "gainInit",
        "LayerNorm begin at one",
        () -> new Gru.Builder().gainInit(2).build(),
        () -> new LayerNorm.Builder().gainInit(2).build());
    assertRefused(
        "constrainRecurrent",
        "say constrainWeights",
        () -> new Lstm.Builder().constrainRecurrent(new NonNegativeConstraint()).build());
    assertRefused(
        "constrainInputWeights",
        "say constrainWeights",
        () -> new Lstm.Builder().constrainInputWeights(new NonNegativeConstraint()).build());
    assertRefused("nOut", "say nIn", () -> new LayerNorm.Builder().nOut(3).build());
    assertRefused(
        "constrainWeights",
        "it has no parameters",
        () -> new Pooling.Builder(Pool.MAX).constrainWeights(new NonNegativeConstraint()).build());
    assertRefused(
        "constrainBias",
        "it has no parameters",
        () -> new Dropout.Builder(0.1).constrainBias(new NonNegativeConstraint()).build());
    assertRefused(
        "constrainAllParameters",
        "it has no parameters",
        () ->
            new Output.Builder(new Loss.LogCosh())
                .constrainAllParameters(new NonNegativeConstraint())
                .build());
  }

  /** Deeplearning4j gives its defaults to all layers, so that they cannot be told from a wish. */
  @Test
  void thoseOfTheWholeNetworkChangeNothing() {
    assertThat(
            network(new NeuralNetConfiguration.Builder().activation(Activation.RELU).biasInit(3)))
        .isEqualTo(network(new NeuralNetConfiguration.Builder()));
  }

  private static org.nd4j.linalg.api.ndarray.INDArray network(
      NeuralNetConfiguration.Builder builder) {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            builder
                .seed(4)
                .list()
                .layer(new Lstm.Builder().nIn(2).nOut(3).build())
                .layer(new Dense.Builder().nIn(3).nOut(2).build())
                .build());
    network.init();
    return network.output(Values.of(1, DataType.FLOAT, 4, 2, 5));
  }

  private static void init(Layer layer) {
    new MultiLayerNetwork(new NeuralNetConfiguration.Builder().list().layer(layer).build()).init();
  }

  @Test
  void missingAndNegativeSizesAreTold() {
    assertThatThrownBy(() -> init(new Dense.Builder().nOut(3).name("d").build()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "Dense \"d\" reads 0 features of a step and gives 3; say nIn and nOut, or let"
                + " setInputType tell what it reads");
    assertThatThrownBy(() -> init(new Convolution.Builder(2).nIn(3).build()))
        .hasMessageContaining("Convolution \"layer0\" reads 3 features of a step and gives 0");
    assertThatThrownBy(() -> init(new Dense.Builder().nIn(2).nOut(-4).build()))
        .hasMessageContaining("reads 2 features of a step and gives -4");
    assertThatThrownBy(() -> init(new LayerNorm.Builder().build()))
        .hasMessageContaining("LayerNorm \"layer0\" reads 0 features");
    assertThatThrownBy(() -> init(new Gru.Builder().nOut(3).build()))
        .hasMessage("Gru \"layer0\" has 3 units and reads 0 features; both must be at least 1");
  }

  @Test
  void aBidirectionalOfDeeplearning4jIsRefused() {
    for (Layer wrapped :
        List.of(
            new Lstm.Builder().nIn(2).nOut(3).build(),
            new LastTimeStep(new Gru.Builder().nIn(2).nOut(3).build()))) {
      assertThatThrownBy(() -> init(new Bidirectional(wrapped)))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("\" stands in a Bidirectional")
          .hasMessageContaining("direction(CONCATENATE)");
    }
    init(new LastTimeStep(new Gru.Builder().nIn(2).nOut(3).build()));
    init(new Lstm.Builder().nIn(2).nOut(3).direction(Direction.CONCATENATE).build());
  }
}
