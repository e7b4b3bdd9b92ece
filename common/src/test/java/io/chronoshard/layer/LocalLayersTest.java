package io.chronoshard.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.chronoshard.kernel.BinaryCrossEntropy;
import io.chronoshard.kernel.CategoricalCrossEntropy;
import io.chronoshard.kernel.ConvolutionSettings.Padding;
import io.chronoshard.kernel.Curve;
import io.chronoshard.kernel.Engine;
import io.chronoshard.kernel.Loss;
import io.chronoshard.kernel.PoolingKernel.Pool;
import io.chronoshard.kernel.Threads;
import io.chronoshard.kernel.Updater;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import org.deeplearning4j.exception.DL4JInvalidInputException;
import org.deeplearning4j.gradientcheck.GradientCheckUtil;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.NoOp;
import org.nd4j.linalg.learning.config.Sgd;

class LocalLayersTest {

  private static final int SAMPLES = 5;

  /** So many samples that threads have something to share. */
  private static final int THREE_PANELS = 70;

  private static final int FEATURES = 3;
  private static final int STEPS = 11;

  /** A network, and what its labels have beyond the samples. */
  private record Case(List<Layer> layers, long... labels) {

    private MultiLayerNetwork network(DataType type, IUpdater updater, boolean miniBatch) {
      NeuralNetConfiguration.ListBuilder list =
          new NeuralNetConfiguration.Builder()
              .seed(12)
              .dataType(type)
              .updater(updater)
              .miniBatch(miniBatch)
              .list();
      layers.forEach(layer -> list.layer(layer.clone()));
      list.setInputType(InputType.recurrent(FEATURES, STEPS));
      MultiLayerNetwork network = new MultiLayerNetwork(list.build());
      network.init();
      return network;
    }

    private DataSet data() {
      return new DataSet(inputs(DataType.FLOAT), targets(DataType.FLOAT));
    }

    private INDArray inputs(DataType type) {
      return inputs(type, SAMPLES);
    }

    private INDArray inputs(DataType type, int samples) {
      return values(1, type, samples, FEATURES, STEPS);
    }

    private INDArray targets(DataType type) {
      return targets(type, SAMPLES);
    }

    private INDArray targets(DataType type, int samples) {
      long[] shape = new long[labels.length + 1];
      shape[0] = samples;
      System.arraycopy(labels, 0, shape, 1, labels.length);
      return values(2, type, shape);
    }
  }

  private static List<Case> cases() {
    return List.of(
        new Case(
            List.of(
                new Convolution.Builder(3).nOut(4).curve(Curve.TANH).padding(Padding.SAME).build(),
                new Pooling.Builder(Pool.AVERAGE).window(2, 2).build(),
                new LayerNorm.Builder().build(),
                new Convolution.Builder(2).nOut(3).stride(2).curve(Curve.SIGMOID).build(),
                new Pooling.Builder(Pool.AVERAGE).build(),
                new Dense.Builder().nOut(2).build(),
                new Output.Builder(new Loss.MeanSquared()).build()),
            2),
        new Case(
            List.of(
                new Dense.Builder().nOut(4).curve(Curve.TANH).build(),
                new Convolution.Builder(2).nOut(3).dilation(2).padding(Padding.CAUSAL).build(),
                new Dropout.Builder(0.4).build(),
                new Dense.Builder().nOut(2).build(),
                new Output.Builder(new Loss.LogCosh()).build()),
            2,
            STEPS),
        new Case(
            List.of(
                new Dense.Builder().flattens(STEPS).nOut(6).curve(Curve.SOFTPLUS).build(),
                new Dense.Builder().nOut(4).build(),
                new Output.Builder(new Loss.Pinball(List.of(0.2, 0.7)))
                    .weights(List.of(1.0, 2.0, 0.5, 1.0))
                    .build()),
            2),
        new Case(
            List.of(
                new Lstm.Builder().nOut(4).build(),
                new LayerNorm.Builder().build(),
                new Gru.Builder().nOut(3).lastOnly().build(),
                new Dense.Builder().nOut(2).build(),
                new Output.Builder(new Loss.Huber(0.5)).build()),
            2),
        new Case(
            List.of(
                new Pooling.Builder(Pool.MAX).window(3, 2).build(),
                new Dense.Builder().nOut(3).build(),
                new Output.Builder(new CategoricalCrossEntropy()).build()),
            3,
            5),
        new Case(
            List.of(
                new Pooling.Builder(Pool.MAX).build(),
                new Dense.Builder().nOut(2).build(),
                new Output.Builder(new BinaryCrossEntropy()).build()),
            2),
        new Case(
            List.of(
                new Reshape.Builder(STEPS, 1).build(),
                new Activation.Builder(Curve.SOFTSIGN).build(),
                new Gru.Builder().nOut(4).lastOnly().build(),
                new Activation.Builder(Curve.SIGMOID).build(),
                new Repeat.Builder(5).build(),
                new Lstm.Builder().nOut(3).build(),
                new Dense.Builder().nOut(2).build(),
                new Pooling.Builder(Pool.AVERAGE).build(),
                new Output.Builder(new Loss.MeanSquared()).build()),
            2),
        new Case(
            List.of(
                new SimpleRnn.Builder().nOut(4).lastOnly().build(),
                new Reshape.Builder(1, 2).build(),
                new Dense.Builder().flattens(2).nOut(2).build(),
                new Output.Builder(new Loss.MeanSquared()).build()),
            2));
  }

  private static INDArray values(long seed, DataType type, long... shape) {
    Random random = new Random(seed);
    INDArray made = Nd4j.create(type, shape);
    for (long i = 0; i < made.length(); i++) {
      made.putScalar(i, (float) random.nextGaussian());
    }
    return made;
  }

  @Test
  void passDeeplearning4jsOwnGradientCheck() {
    Nd4j.setDefaultDataTypes(DataType.DOUBLE, DataType.DOUBLE);
    try {
      for (Case given : cases()) {
        MultiLayerNetwork network = given.network(DataType.DOUBLE, new NoOp(), false);
        assertThat(
                GradientCheckUtil.checkGradients(
                    new GradientCheckUtil.MLNConfig()
                        .net(network)
                        .input(given.inputs(DataType.DOUBLE))
                        .labels(given.targets(DataType.DOUBLE))
                        .print(GradientCheckUtil.PrintMode.FAILURES_ONLY)))
            .as(network.getLayerWiseConfigurations().toJson())
            .isTrue();
      }
    } finally {
      Nd4j.setDefaultDataTypes(DataType.FLOAT, DataType.FLOAT);
    }
  }

  @Test
  void computeInFloatsWhatTheyComputeInDouble() {
    for (Case given : cases()) {
      MultiLayerNetwork inDouble = given.network(DataType.DOUBLE, new NoOp(), false);
      MultiLayerNetwork inFloats = given.network(DataType.FLOAT, new NoOp(), false);

      assertClose(
          inFloats.output(given.inputs(DataType.FLOAT)),
          inDouble.output(given.inputs(DataType.DOUBLE)));
      inFloats.setInput(given.inputs(DataType.FLOAT));
      inFloats.setLabels(given.targets(DataType.FLOAT));
      inFloats.computeGradientAndScore();
      inDouble.setInput(given.inputs(DataType.DOUBLE));
      inDouble.setLabels(given.targets(DataType.DOUBLE));
      inDouble.computeGradientAndScore();

      assertThat(inFloats.score()).isCloseTo(inDouble.score(), within(1e-6));
      assertClose(inFloats.getFlattenedGradients(), inDouble.getFlattenedGradients());
    }
  }

  private static void assertClose(INDArray floats, INDArray doubles) {
    assertThat(floats.shape()).isEqualTo(doubles.shape());
    assertThat(floats.dup('c').ravel().toDoubleVector())
        .containsExactly(doubles.dup('c').ravel().toDoubleVector(), within(2e-6));
  }

  @Test
  void enginesThreadsAndMinibatchesDoNotMatter() {
    for (Case given : cases()) {
      MultiLayerNetwork one = given.network(DataType.FLOAT, new Sgd(0.1), false);
      MultiLayerNetwork other = given.network(DataType.FLOAT, new Sgd(0.1), false);
      for (org.deeplearning4j.nn.api.Layer layer : other.getLayers()) {
        ((KernelLayer) layer).runOn(Engine.SCALAR.arithmetic(), new Threads(2));
      }
      INDArray inputs = given.inputs(DataType.FLOAT, THREE_PANELS);
      for (int i = 0; i < 3; i++) {
        one.fit(inputs, given.targets(DataType.FLOAT, THREE_PANELS));
        other.fit(inputs, given.targets(DataType.FLOAT, THREE_PANELS));
      }

      assertThat(other.params().toFloatVector()).isEqualTo(one.params().toFloatVector());
      INDArray alone = one.output(inputs.get(NDArrayIndex.interval(2, 3)));
      INDArray among = one.output(inputs);
      assertThat(alone.dup('c').ravel().toFloatVector())
          .isEqualTo(among.get(NDArrayIndex.interval(2, 3)).dup('c').ravel().toFloatVector());
    }
  }

  @Test
  void theLossIsAMeanWhateverTheNetworkDividesBy() {
    for (Case given : cases()) {
      MultiLayerNetwork one = given.network(DataType.FLOAT, new Sgd(0.5), false);
      MultiLayerNetwork other = given.network(DataType.FLOAT, new Sgd(0.5), true);
      one.fit(given.inputs(DataType.FLOAT), given.targets(DataType.FLOAT));
      other.fit(given.inputs(DataType.FLOAT), given.targets(DataType.FLOAT));

      assertThat(other.score()).isEqualTo(one.score());
      assertThat(other.params().toFloatVector())
          .containsExactly(one.params().toFloatVector(), within(1e-6f));
    }
  }

  @Test
  void learnThroughFit() {
    for (Case given : cases()) {
      MultiLayerNetwork network =
          given.network(
              DataType.FLOAT, KernelUpdater.of(new Updater.Adam(0.02, 0.9, 0.999, 1e-7, 0)), false);
      DataSet data = given.data();
      double before = network.score(data, false);
      for (int i = 0; i < 60; i++) {
        network.fit(data);
      }

      assertThat(network.score(data, false)).isLessThan(before);
    }
  }

  @Test
  void travelAsModelFiles() throws IOException {
    for (Case given : cases()) {
      MultiLayerNetwork network =
          given.network(DataType.FLOAT, KernelUpdater.of(Updater.Adam.usual()), false);
      network.fit(given.inputs(DataType.FLOAT), given.targets(DataType.FLOAT));
      String json = network.getLayerWiseConfigurations().toJson();
      MultiLayerConfiguration read = MultiLayerConfiguration.fromJson(json);
      assertThat(read).isEqualTo(network.getLayerWiseConfigurations());
      assertThat(read.toJson()).isEqualTo(json);

      ByteArrayOutputStream file = new ByteArrayOutputStream();
      ModelSerializer.writeModel(network, file, true);
      MultiLayerNetwork opened =
          ModelSerializer.restoreMultiLayerNetwork(
              new ByteArrayInputStream(file.toByteArray()), true);

      assertThat(opened.output(given.inputs(DataType.FLOAT)))
          .isEqualTo(network.output(given.inputs(DataType.FLOAT)));
      opened.fit(given.inputs(DataType.FLOAT), given.targets(DataType.FLOAT));
      network.fit(given.inputs(DataType.FLOAT), given.targets(DataType.FLOAT));
      assertThat(opened.params()).isEqualTo(network.params());
      assertThatThrownBy(
              () ->
                  MultiLayerConfiguration.fromJson(
                      json.replace("\"version\" : 1", "\"version\" : 9")))
          .hasStackTraceContaining(
              "a part of a network has the version 9; this program knows versions from 1 to 1: use a newer one");
    }
  }

  @Test
  void readEitherOrderOfDimensions() {
    for (Case given : cases()) {
      MultiLayerNetwork network = given.network(DataType.FLOAT, new NoOp(), false);
      NeuralNetConfiguration.ListBuilder list =
          new NeuralNetConfiguration.Builder().seed(12).updater(new NoOp()).list();
      given.layers().forEach(layer -> list.layer(layer.clone()));
      list.setInputType(InputType.recurrent(FEATURES, STEPS, RNNFormat.NWC));
      MultiLayerNetwork turned = new MultiLayerNetwork(list.build());
      turned.init();
      INDArray inputs = given.inputs(DataType.FLOAT);
      INDArray outputs = network.output(inputs);
      INDArray other = turned.output(inputs.permute(0, 2, 1).dup('c'));

      assertThat(other.rank() == 3 ? other.permute(0, 2, 1).dup('c') : other)
          .isEqualTo(outputs.dup('c'));
    }
  }

  @Test
  void haveAsManyParametersAsInKeras() {
    Case flat =
        new Case(
            List.of(
                new Dense.Builder().nIn(14).nOut(16).flattens(120).build(),
                new Dense.Builder().nIn(16).nOut(1).build(),
                new Output.Builder(new Loss.MeanSquared()).build()));
    assertThat(parameters(flat, 14, 120)).isEqualTo(120 * 14 * 16 + 16 + 17);
    Case windows =
        new Case(
            List.of(
                new Convolution.Builder(24).nIn(14).nOut(8).build(),
                new Pooling.Builder(Pool.MAX).window(2, 2).build(),
                new Convolution.Builder(12).nIn(8).nOut(8).build(),
                new Pooling.Builder(Pool.MAX).window(2, 2).build(),
                new Convolution.Builder(6).nIn(8).nOut(8).build(),
                new Pooling.Builder(Pool.AVERAGE).build(),
                new Dense.Builder().nIn(8).nOut(1).build(),
                new Output.Builder(new Loss.MeanSquared()).build()));
    assertThat(parameters(windows, 14, 120))
        .isEqualTo((24 * 14 * 8 + 8) + (12 * 8 * 8 + 8) + (6 * 8 * 8 + 8) + 9);
  }

  private static long parameters(Case given, int features, int steps) {
    NeuralNetConfiguration.ListBuilder list = new NeuralNetConfiguration.Builder().list();
    given.layers().forEach(list::layer);
    list.setInputType(InputType.recurrent(features, steps));
    MultiLayerNetwork network = new MultiLayerNetwork(list.build());
    network.init();
    return network.numParams();
  }

  @Test
  void aMaskOfLabelsLeavesStepsOut() {
    Case given =
        new Case(
            List.of(
                new Dense.Builder().nOut(1).build(),
                new Output.Builder(new Loss.MeanSquared()).build()),
            1,
            STEPS);
    MultiLayerNetwork network = given.network(DataType.FLOAT, new NoOp(), false);
    INDArray mask = Nd4j.ones(SAMPLES, STEPS);
    mask.putScalar(0, 4, 0);
    INDArray inputs = given.inputs(DataType.FLOAT);
    INDArray targets = network.output(inputs).add(1);
    targets.putScalar(0, 0, 4, 1e6);

    assertThat(network.score(new DataSet(inputs, targets, null, mask), false))
        .isCloseTo(1, within(1e-5));
    assertThatThrownBy(
            () ->
                network.score(
                    new DataSet(inputs, targets, null, Nd4j.ones(SAMPLES, STEPS - 1)), false))
        .isInstanceOf(DL4JInvalidInputException.class)
        .hasMessageContaining("a mask of shape [5, 10] for 5 samples of 11 steps before Output");
  }

  @Test
  void everySampleHasAScore() {
    for (Case given : cases()) {
      MultiLayerNetwork network = given.network(DataType.FLOAT, new NoOp(), false);
      DataSet data = given.data();

      assertThat(network.scoreExamples(data, false).meanNumber().doubleValue())
          .isCloseTo(network.score(data, false), within(1e-5));
    }
  }

  @Test
  void wrongUseIsTold() {
    Case given = cases().get(0);
    MultiLayerNetwork network = given.network(DataType.FLOAT, new NoOp(), false);
    assertThatThrownBy(() -> network.output(values(1, DataType.FLOAT, 2, FEATURES + 1, STEPS)))
        .isInstanceOf(DL4JInvalidInputException.class)
        .hasMessageContaining("an input of shape [2, 4, 11] before Convolution \"layer0\"")
        .hasMessageContaining("reads 3 features");
    assertThatThrownBy(
            () ->
                network.output(
                    given.inputs(DataType.FLOAT), false, Nd4j.ones(SAMPLES, STEPS), null))
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessageContaining("cannot tell masked steps from others");
    assertThatThrownBy(
            () -> network.fit(given.inputs(DataType.FLOAT), values(3, DataType.FLOAT, SAMPLES, 3)))
        .hasMessageContaining("target of 5 samples × 1 steps × 3 features");
    assertThatThrownBy(() -> new Reshape.Builder(0, 4)).hasMessage("4 steps of 0");
    assertThatThrownBy(() -> new Repeat.Builder(0)).hasMessage("a vector repeated 0 times");
    assertThatThrownBy(
            () ->
                new Case(List.of(new Repeat.Builder(2).build()))
                    .network(DataType.FLOAT, new NoOp(), false))
        .hasMessageContaining("before Repeat \"layer0\", which repeats vectors");
    assertThatThrownBy(
            () ->
                new Case(List.of(new Reshape.Builder(STEPS, 5).build()))
                    .network(DataType.FLOAT, new NoOp(), false))
        .hasMessageContaining("33 values of a sequence cannot be dealt to 5 steps");
    assertThatThrownBy(() -> new Dropout.Builder(1)).hasMessage("rate = 1.0; it must be in [0, 1)");
    assertThatThrownBy(
            () ->
                new Case(
                        List.of(
                            new Dense.Builder().nOut(2).dropOut(0.5).build(),
                            new Output.Builder(new Loss.MeanSquared()).build()))
                    .network(DataType.FLOAT, new NoOp(), false))
        .hasMessageContaining("has dropOut or weightNoise of Deeplearning4j");
  }
}
