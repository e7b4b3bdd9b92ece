package io.chronoshard.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chronoshard.kernel.Curve;
import io.chronoshard.kernel.RecurrentSettings.Direction;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Random;
import org.deeplearning4j.exception.DL4JInvalidInputException;
import org.deeplearning4j.gradientcheck.GradientCheckUtil;
import org.deeplearning4j.nn.api.OptimizationAlgorithm;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.LastTimeStep;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.NoOp;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

class RecurrentLayersTest {

  @Test
  void haveAsManyParametersAsInKeras() {
    assertThat(parameters(new Lstm.Builder().nIn(1).nOut(8))).isEqualTo(320);
    assertThat(parameters(new Lstm.Builder().nIn(4096).nOut(256))).isEqualTo(4_457_472);
    assertThat(network(new Lstm.Builder().nIn(14).nOut(16).lastOnly(), 16).numParams())
        .isEqualTo(2_001);
    assertThat(
            network(
                    new Lstm.Builder().nIn(14).nOut(16).lastOnly().direction(Direction.CONCATENATE),
                    32)
                .numParams())
        .isEqualTo(4_001);
    MultiLayerConfiguration two =
        new NeuralNetConfiguration.Builder()
            .list()
            .layer(new Gru.Builder().nIn(14).nOut(32).build())
            .layer(new Gru.Builder().nIn(32).nOut(32).lastOnly().build())
            .layer(output(32))
            .build();
    MultiLayerNetwork network = new MultiLayerNetwork(two);
    network.init();
    assertThat(network.numParams()).isEqualTo(10_977);
  }

  private static long parameters(RecurrentBuilder<?> builder) {
    RecurrentLayer layer = builder.build();
    return layer.initializer().numParams(layer);
  }

  @Test
  void passDeeplearning4jsOwnGradientCheck() {
    Nd4j.setDefaultDataTypes(DataType.DOUBLE, DataType.DOUBLE);
    try {
      checkGradients();
    } finally {
      Nd4j.setDefaultDataTypes(DataType.FLOAT, DataType.FLOAT);
    }
  }

  private static void checkGradients() {
    RecurrentBuilder<?>[] builders = {
      new Lstm.Builder().direction(Direction.CONCATENATE),
      new Gru.Builder().direction(Direction.BACKWARD),
      new SimpleRnn.Builder().direction(Direction.AVERAGE),
      new Gru.Builder().direction(Direction.MULTIPLY),
      new Lstm.Builder().curve(Curve.SOFTSIGN).gate(Curve.TANH).direction(Direction.ADD)
    };
    for (RecurrentBuilder<?> builder : builders) {
      MultiLayerConfiguration conf =
          new NeuralNetConfiguration.Builder()
              .seed(12)
              .dataType(DataType.DOUBLE)
              .optimizationAlgo(OptimizationAlgorithm.STOCHASTIC_GRADIENT_DESCENT)
              .updater(new NoOp())
              .list()
              .layer(builder.nIn(3).nOut(4).build())
              .layer(
                  new RnnOutputLayer.Builder(LossFunction.MSE)
                      .nIn(builder instanceof Lstm.Builder && isBoth(builder) ? 8 : 4)
                      .nOut(2)
                      .activation(Activation.IDENTITY)
                      .build())
              .build();
      MultiLayerNetwork network = new MultiLayerNetwork(conf);
      network.init();
      Random random = new Random(4);
      INDArray mask = Nd4j.ones(DataType.DOUBLE, 5, 6);
      mask.putScalar(1, 5, 0);
      mask.putScalar(2, 4, 0);
      mask.putScalar(2, 5, 0);

      assertThat(
              GradientCheckUtil.checkGradients(
                  new GradientCheckUtil.MLNConfig()
                      .net(network)
                      .input(values(random, DataType.DOUBLE, 5, 3, 6))
                      .labels(values(random, DataType.DOUBLE, 5, 2, 6))
                      .inputMask(mask)
                      .labelMask(mask)
                      .print(GradientCheckUtil.PrintMode.FAILURES_ONLY)))
          .as(conf.toJson())
          .isTrue();
    }
  }

  private static boolean isBoth(RecurrentBuilder<?> builder) {
    RecurrentLayer layer = builder.build();
    return layer.settings().direction() == Direction.CONCATENATE;
  }

  @Test
  void giveWhatDeeplearning4jsLstmGives() {
    MultiLayerConfiguration stockConf =
        new NeuralNetConfiguration.Builder()
            .seed(3)
            .updater(new Sgd(0.1))
            .list()
            .layer(
                new LastTimeStep(
                    new LSTM.Builder().nIn(5).nOut(7).activation(Activation.TANH).build()))
            .layer(output(7))
            .build();
    MultiLayerNetwork stock = new MultiLayerNetwork(stockConf);
    stock.init();
    MultiLayerNetwork ours =
        network(new Lstm.Builder().nIn(5).nOut(7).lastOnly().updater(new Sgd(0.1)), 7);
    for (String key : new String[] {"W", "RW", "b"}) {
      INDArray from = stock.getParam("0_" + key).reshape(-1, 4 * 7);
      INDArray to = ours.getParam("0_" + key);
      for (int row = 0; row < from.size(0); row++) {
        for (int unit = 0; unit < 7; unit++) {
          // Deeplearning4j has candidate, forget, output and input gate, in this order.
          to.putScalar(row, 2 * 7 + unit, from.getFloat(row, unit));
          to.putScalar(row, 7 + unit, from.getFloat(row, 7 + unit));
          to.putScalar(row, 3 * 7 + unit, from.getFloat(row, 2 * 7 + unit));
          to.putScalar(row, unit, from.getFloat(row, 3 * 7 + unit));
        }
      }
    }
    ours.setParam("1_W", stock.getParam("1_W"));
    ours.setParam("1_b", stock.getParam("1_b"));
    INDArray input = values(new Random(1), DataType.FLOAT, 50, 5, 12);
    INDArray target = values(new Random(2), DataType.FLOAT, 50, 1);

    assertThat(ours.output(input).distance2(stock.output(input))).isLessThan(1e-5);
    assertThat(ours.score(new DataSet(input, target)))
        .isCloseTo(
            stock.score(new DataSet(input, target)), org.assertj.core.api.Assertions.within(1e-5));
    stock.fit(input, target);
    ours.fit(input, target);
    assertThat(ours.output(input).distance2(stock.output(input))).isLessThan(1e-4);
  }

  @Test
  void aFileHoldsLayersParametersAndUpdater() throws IOException {
    MultiLayerNetwork network =
        network(
            new Gru.Builder()
                .nIn(4)
                .nOut(6)
                .lastOnly()
                .direction(Direction.ADD)
                .recurrentDropout(0.3)
                .inputDropout(0.2)
                .gate(Curve.HARD_SIGMOID),
            6);
    INDArray input = values(new Random(1), DataType.FLOAT, 40, 4, 9);
    INDArray target = values(new Random(2), DataType.FLOAT, 40, 1);
    network.fit(input, target);

    MultiLayerNetwork opened = ModelSerializer.restoreMultiLayerNetwork(bytes(network), true);

    assertThat(opened.getLayerWiseConfigurations()).isEqualTo(network.getLayerWiseConfigurations());
    assertThat(opened.output(input)).isEqualTo(network.output(input));
    opened.fit(input, target);
    network.fit(input, target);
    assertThat(opened.params()).isEqualTo(network.params());
    assertThat(network.clone().output(input)).isEqualTo(network.output(input));
  }

  private static ByteArrayInputStream bytes(MultiLayerNetwork network) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ModelSerializer.writeModel(network, out, true);
    return new ByteArrayInputStream(out.toByteArray());
  }

  @Test
  void aLayerOfALaterVersionIsRefused() {
    String json =
        network(new Lstm.Builder().nIn(2).nOut(3).lastOnly(), 3)
            .getLayerWiseConfigurations()
            .toJson();
    assertThat(json).contains("\"version\" : 1");

    assertThatThrownBy(
            () ->
                MultiLayerConfiguration.fromJson(
                    json.replace("\"version\" : 1", "\"version\" : 2")))
        .hasStackTraceContaining(
            "a part of a network has the version 2; this program knows versions from 1 to 1: use a newer one");
  }

  @Test
  void standInGraphsBetweenStockLayers() {
    ComputationGraph graph =
        new ComputationGraph(
            new NeuralNetConfiguration.Builder()
                .seed(1)
                .updater(new Adam(0.01))
                .graphBuilder()
                .addInputs("in")
                .addLayer("first", new Gru.Builder().nIn(3).nOut(5).build(), "in")
                .addLayer("stock", new LSTM.Builder().nIn(5).nOut(4).build(), "first")
                .addLayer(
                    "last", new SimpleRnn.Builder().nIn(4).nOut(6).lastOnly().build(), "stock")
                .addLayer("out", output(6), "last")
                .setOutputs("out")
                .build());
    graph.init();
    INDArray input = values(new Random(1), DataType.FLOAT, 40, 3, 9);
    INDArray target = values(new Random(2), DataType.FLOAT, 40, 1);
    graph.fit(new DataSet(input, target));
    double before = graph.score();
    for (int i = 0; i < 60; i++) {
      graph.fit(new DataSet(input, target));
    }
    assertThat(graph.score()).isLessThan(before / 2);
  }

  @Test
  void takeAnyOrderInMemoryAndBothFormats() {
    INDArray input = values(new Random(1), DataType.FLOAT, 40, 3, 9);
    MultiLayerNetwork network = network(new Gru.Builder().nIn(3).nOut(5).lastOnly(), 5);
    INDArray expected = network.output(input).dup();

    assertThat(network.output(input.dup('f'))).isEqualTo(expected);
    assertThat(network.output(input.permute(0, 2, 1).dup('c').permute(0, 2, 1)))
        .isEqualTo(expected);
    MultiLayerNetwork turned =
        network(new Gru.Builder().nIn(3).nOut(5).lastOnly().format(RNNFormat.NWC), 5);
    assertThat(turned.output(input.permute(0, 2, 1))).isEqualTo(expected);
  }

  @Test
  void goOnWhereTheyStand() {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .seed(3)
                .list()
                .layer(new Lstm.Builder().nIn(3).nOut(5).build())
                .layer(
                    new RnnOutputLayer.Builder(LossFunction.MSE)
                        .nIn(5)
                        .nOut(1)
                        .activation(Activation.IDENTITY)
                        .build())
                .build());
    network.init();
    INDArray input = values(new Random(1), DataType.FLOAT, 40, 3, 9);
    INDArray whole = network.output(input).dup();
    for (int step = 0; step < 9; step++) {
      INDArray one =
          input.get(
              org.nd4j.linalg.indexing.NDArrayIndex.all(),
              org.nd4j.linalg.indexing.NDArrayIndex.all(),
              org.nd4j.linalg.indexing.NDArrayIndex.interval(step, step + 1));
      INDArray out = network.rnnTimeStep(one);
      for (int sample = 0; sample < 40; sample++) {
        assertThat(out.getFloat(sample, 0, 0))
            .isCloseTo(
                whole.getFloat(sample, 0, step), org.assertj.core.api.Assertions.within(1e-6f));
      }
    }
    INDArray fewer = values(new Random(1), DataType.FLOAT, 7, 3, 1);
    assertThatThrownBy(() -> network.rnnTimeStep(fewer))
        .hasMessageContaining("call rnnClearPreviousState() before other samples");
  }

  @Test
  void wrongUseIsTold() {
    MultiLayerNetwork network =
        network(new Lstm.Builder().nIn(3).nOut(5).lastOnly().checksInput(), 5);
    INDArray input = values(new Random(1), DataType.FLOAT, 4, 3, 9);
    assertThatThrownBy(() -> network.output(values(new Random(1), DataType.FLOAT, 4, 2, 9)))
        .isInstanceOf(DL4JInvalidInputException.class)
        .hasMessageContaining(
            "an input of shape [4, 2, 9] before Lstm \"layer0\", which reads 3 features");
    INDArray broken = input.dup();
    broken.putScalar(2, 1, 7, Float.NaN);
    assertThatThrownBy(() -> network.output(broken))
        .hasMessageContaining("no number in sample 2, step 7, feature 1");
    assertThatThrownBy(() -> network.output(input, false, Nd4j.ones(DataType.FLOAT, 4, 8), null))
        .hasMessageContaining("a mask of shape [4, 8] for 4 samples of 9 steps");
    assertThatThrownBy(() -> network(new Lstm.Builder().nIn(3).nOut(-5).lastOnly(), 5))
        .hasMessageContaining("-5 units and reads 3 features; both must be at least 1");
    assertThatThrownBy(() -> new Gru.Builder().recurrentDropout(1.0))
        .hasMessageContaining("recurrentDropout = 1.0; it must be in [0, 1)");
    assertThatThrownBy(() -> network(new Lstm.Builder().nIn(3).nOut(5).dropOut(0.5), 5))
        .hasMessageContaining("set inputDropout and recurrentDropout");
  }

  @Test
  void dropsWhileTrainingOnlyAndTheSameFromTheSameSeed() {
    RecurrentBuilder<?> builder =
        new Gru.Builder().nIn(3).nOut(5).lastOnly().recurrentDropout(0.5).inputDropout(0.5);
    MultiLayerNetwork network = network(builder, 5);
    INDArray input = values(new Random(1), DataType.FLOAT, 4, 3, 9);

    assertThat(network.output(input)).isEqualTo(network.output(input));
    assertThat(network.output(input, true)).isEqualTo(network.output(input, true));
    assertThat(network.output(input, true)).isNotEqualTo(network.output(input));
    INDArray first = network.output(input, true).dup();
    ((KernelLayer) network.getLayer(0)).drawFrom(77);
    assertThat(network.output(input, true)).isNotEqualTo(first);
  }

  private static MultiLayerNetwork network(RecurrentBuilder<?> builder, int width) {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .seed(3)
                .updater(new Adam(0.001))
                .list()
                .layer(builder.build())
                .layer(output(width))
                .build());
    network.init();
    return network;
  }

  private static OutputLayer output(int width) {
    return new OutputLayer.Builder(LossFunction.MSE)
        .updater(new Sgd(0.1))
        .nIn(width)
        .nOut(1)
        .activation(Activation.IDENTITY)
        .build();
  }

  private static INDArray values(Random random, DataType type, int... shape) {
    long length = 1;
    long[] dimensions = new long[shape.length];
    for (int i = 0; i < shape.length; i++) {
      dimensions[i] = shape[i];
      length *= shape[i];
    }
    INDArray made = Nd4j.create(type, length);
    for (long i = 0; i < length; i++) {
      made.putScalar(i, random.nextGaussian());
    }
    return made.reshape('c', dimensions);
  }
}
