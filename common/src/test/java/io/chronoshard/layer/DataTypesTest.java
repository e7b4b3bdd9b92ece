package io.chronoshard.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.chronoshard.kernel.CategoricalCrossEntropy;
import io.chronoshard.kernel.ConvolutionSettings.Padding;
import io.chronoshard.kernel.Curve;
import io.chronoshard.kernel.Loss;
import io.chronoshard.kernel.MergeKernel.Kind;
import io.chronoshard.kernel.PoolingKernel.Pool;
import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Sgd;

/** Networks read arrays of another data type than their own, as stock layers do. */
class DataTypesTest {

  private static final int SAMPLES = 4;
  private static final int STEPS = 6;

  private static DataType other(DataType type) {
    return type == DataType.FLOAT ? DataType.DOUBLE : DataType.FLOAT;
  }

  private static MultiLayerNetwork network(DataType type, Layer first, Loss loss) {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .seed(3)
                .dataType(type)
                .updater(new Sgd(0.1))
                .list()
                .layer(first.clone())
                .layer(new Dense.Builder().nOut(3).build())
                .layer(new Output.Builder(loss).build())
                .setInputType(InputType.recurrent(2, STEPS))
                .build());
    network.init();
    return network;
  }

  private static List<Layer> firstLayers() {
    return List.of(
        new Dense.Builder().nOut(4).build(),
        new Convolution.Builder(2).nOut(4).padding(Padding.SAME).build(),
        new Pooling.Builder(Pool.MAX).window(1, 1).build(),
        new LayerNorm.Builder().build(),
        new Dropout.Builder(0.3).build(),
        new Activation.Builder(Curve.TANH).build(),
        new Reshape.Builder(STEPS, STEPS).build(),
        new Gru.Builder().nOut(4).inputDropout(0.2).build());
  }

  @ParameterizedTest
  @EnumSource(names = {"FLOAT", "DOUBLE"})
  void featuresLabelsAndMasksOfAnotherTypeAreTheSameNumbers(DataType type) {
    for (Layer first : firstLayers()) {
      for (Loss loss : List.of(new Loss.MeanSquared(), new CategoricalCrossEntropy())) {
        MultiLayerNetwork one = network(type, first, loss);
        MultiLayerNetwork two = network(type, first, loss);
        boolean isMasked = first instanceof RecurrentLayer;

        assertThat(two.output(inputs(other(type)))).isEqualTo(one.output(inputs(type)));
        one.fit(data(type, isMasked));
        two.fit(data(other(type), isMasked));

        assertThat(two.score()).isEqualTo(one.score());
        assertThat(two.params()).as("%s", first).isEqualTo(one.params());
        assertThat(two.scoreExamples(data(other(type), isMasked), false))
            .isEqualTo(one.scoreExamples(data(type, isMasked), false));
      }
    }
  }

  private static INDArray inputs(DataType type) {
    return Values.of(1, type, SAMPLES, 2, STEPS);
  }

  private static DataSet data(DataType type, boolean isMasked) {
    INDArray mask = Nd4j.ones(type, SAMPLES, STEPS);
    mask.putScalar(1, 5, 0);
    return new DataSet(
        inputs(type), Values.of(2, type, SAMPLES, 3, STEPS), isMasked ? mask : null, mask);
  }

  private static ComputationGraph adding(DataType type) {
    ComputationGraph graph =
        new ComputationGraph(
            new NeuralNetConfiguration.Builder()
                .dataType(type)
                .graphBuilder()
                .addInputs("left", "right")
                .addVertex("both", new Merge(Kind.ADD), "left", "right")
                .addLayer("out", new Output.Builder(new Loss.MeanSquared()).build(), "both")
                .setOutputs("out")
                .setInputTypes(InputType.feedForward(3), InputType.feedForward(3))
                .build());
    graph.init();
    return graph;
  }

  @ParameterizedTest
  @EnumSource(names = {"FLOAT", "DOUBLE"})
  void mergesReadAnotherType(DataType type) {
    ComputationGraph graph = adding(type);
    DataType other = other(type);

    INDArray sum = graph.outputSingle(Values.of(1, other, 4, 3), Values.of(2, other, 4, 3));

    assertThat(sum.dataType()).isEqualTo(type);
    Values.assertClose(sum, Values.of(1, type, 4, 3).add(Values.of(2, type, 4, 3)));
  }

  @ParameterizedTest
  @EnumSource(names = {"FLOAT", "DOUBLE"})
  void whatIsNoNumberIsRefusedByALayerThatLooks(DataType type) {
    MultiLayerNetwork network =
        network(type, new Gru.Builder().nOut(4).checksInput().build(), new Loss.MeanSquared());
    INDArray inputs = inputs(type);
    inputs.putScalar(2, 1, 5, Float.NaN);

    assertThatThrownBy(() -> network.output(inputs))
        .hasMessageContaining("Gru \"layer0\" is no number in sample 2, step 5, feature 1");
  }

  @Test
  void aDoubleNetworksScoresOfExamplesAreDoubles() {
    for (Loss loss : List.of(new Loss.MeanSquared(), new CategoricalCrossEntropy())) {
      MultiLayerNetwork network =
          network(DataType.DOUBLE, new Dense.Builder().nOut(4).build(), loss);
      DataSet all = data(DataType.DOUBLE, false);
      INDArray scores = network.scoreExamples(all, false);
      List<DataSet> examples = all.asList();
      for (int sample = 0; sample < SAMPLES; sample++) {
        assertThat(scores.getDouble(sample))
            .isCloseTo(network.score(examples.get(sample)), within(1e-14));
      }
    }
  }

  @Test
  void otherNumbersThanFloatsAndDoublesAreRefused() {
    DataType type = DataType.FLOAT16;
    List<Layer> layers = new ArrayList<>(firstLayers());
    layers.add(new Output.Builder(new Loss.MeanSquared()).build());
    for (Layer layer : layers) {
      assertThatThrownBy(
              () ->
                  new MultiLayerNetwork(
                          new NeuralNetConfiguration.Builder()
                              .dataType(type)
                              .list()
                              .layer(layer)
                              .setInputType(InputType.recurrent(2, STEPS))
                              .build())
                      .init())
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(
              "a network of data type HALF; %s \"layer0\" computes in FLOAT and DOUBLE",
              layer.getClass().getSimpleName());
    }
    assertThatThrownBy(() -> adding(type))
        .hasMessage(
            "a network of data type HALF; vertex \"both\", Merge(add) computes in FLOAT and DOUBLE");
  }

  @ParameterizedTest
  @EnumSource(names = {"DOUBLE", "INT"})
  void rawMemoryOfAnotherTypeIsRefused(DataType type) {
    INDArray array = Nd4j.zeros(type, 3);
    assertThatThrownBy(() -> NativeFloats.readAll(array, new float[3]))
        .hasMessageContaining("an array of " + type);
    assertThatThrownBy(() -> NativeFloats.writeAll(new float[3], array))
        .hasMessageContaining("an array of " + type);
  }
}
