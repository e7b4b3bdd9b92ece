package io.chronoshard.layer;

import static org.assertj.core.api.Assertions.assertThat;

import io.chronoshard.kernel.Curve;
import io.chronoshard.kernel.Loss;
import io.chronoshard.kernel.MergeKernel.Kind;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.config.Sgd;

/** Layers that were told that their input is data. */
class DataGradientTest {

  private static final int STEPS = 5;

  private enum Reads {
    DATA,
    ANYTHING
  }

  private static Layer dense(Reads reads) {
    Dense.Builder dense = new Dense.Builder().nOut(3).curve(Curve.TANH);
    return (reads == Reads.DATA ? dense.readsData() : dense).build();
  }

  private static Layer gru(Reads reads) {
    Gru.Builder gru = new Gru.Builder().nOut(3);
    return (reads == Reads.DATA ? gru.readsData() : gru).build();
  }

  /** The data goes into two layers and into a merge beside one of them. */
  private static ComputationGraph graph(DataType type, Reads reads) {
    GraphBuilder builder =
        new NeuralNetConfiguration.Builder()
            .seed(9)
            .dataType(type)
            .updater(new Sgd(0.1))
            .graphBuilder()
            .addInputs("in")
            .addLayer("dense", dense(reads), "in")
            .addLayer("gru", gru(reads), "in")
            .addVertex("first", new Merge(Kind.CONCATENATE), "in", "dense")
            .addVertex("second", new Merge(Kind.CONCATENATE), "in", "first", "gru")
            .addLayer("head", new Dense.Builder().nOut(1).build(), "second")
            .addLayer("loss", new Output.Builder(new Loss.MeanSquared()).build(), "head")
            .setOutputs("loss")
            .setInputTypes(InputType.recurrent(2, STEPS));
    ComputationGraph graph = new ComputationGraph(builder.build());
    graph.init();
    return graph;
  }

  @ParameterizedTest
  @EnumSource(names = {"FLOAT", "DOUBLE"})
  void aGraphLearnsTheSameWhereOthersReadTheData(DataType type) {
    ComputationGraph one = graph(type, Reads.ANYTHING);
    ComputationGraph two = graph(type, Reads.DATA);
    INDArray[] inputs = {Values.of(1, type, 4, 2, STEPS)};
    INDArray[] labels = {Values.of(2, type, 4, 1, STEPS)};
    INDArray before = one.params().dup();
    for (int i = 0; i < 3; i++) {
      one.fit(inputs, labels);
      two.fit(inputs, labels);
    }

    assertThat(one.params()).isNotEqualTo(before);
    assertThat(two.params()).isEqualTo(one.params());
  }

  @ParameterizedTest
  @EnumSource(names = {"FLOAT", "DOUBLE"})
  void layersBeforeOneThatReadsDataLearnNothing(DataType type) {
    for (Layer second : new Layer[] {dense(Reads.DATA), gru(Reads.DATA)}) {
      MultiLayerNetwork network =
          new MultiLayerNetwork(
              new NeuralNetConfiguration.Builder()
                  .seed(9)
                  .dataType(type)
                  .updater(new Sgd(0.1))
                  .list()
                  .layer(dense(Reads.ANYTHING))
                  .layer(second)
                  .layer(new Output.Builder(new Loss.MeanSquared()).build())
                  .setInputType(InputType.recurrent(2, STEPS))
                  .build());
      network.init();
      INDArray first = network.getParam("0_W").dup();
      INDArray other = network.getParam("1_W").dup();
      network.fit(Values.of(1, type, 4, 2, STEPS), Values.of(2, type, 4, 3, STEPS));

      assertThat(network.getParam("0_W")).isEqualTo(first);
      assertThat(network.getParam("1_W")).isNotEqualTo(other);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"FLOAT", "DOUBLE"})
  void aFlattenedSequenceMayBeData(DataType type) {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .dataType(type)
                .updater(new Sgd(0.1))
                .list()
                .layer(new Dense.Builder().nIn(2 * STEPS).nOut(3).readsData().build())
                .layer(new Output.Builder(new Loss.MeanSquared()).build())
                .inputPreProcessor(0, new FlattenSequence(STEPS, 2))
                .build());
    network.init();
    INDArray before = network.params().dup();
    network.fit(Values.of(1, type, 4, 2, STEPS), Values.of(2, type, 4, 3));

    assertThat(network.params()).isNotEqualTo(before);
  }
}
