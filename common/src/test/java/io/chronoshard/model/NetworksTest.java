package io.chronoshard.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.chronoshard.config.ClipSettings;
import io.chronoshard.config.LossSettings.Kind;
import io.chronoshard.config.ModelSettingsExamples;
import io.chronoshard.config.OptimizerSettings;
import io.chronoshard.config.TrainingSettings;
import io.chronoshard.config.TrainingSettings.Engine;
import io.chronoshard.config.TrainingSettingsExamples;
import io.chronoshard.kernel.Updater;
import io.chronoshard.layer.KernelUpdater;
import io.chronoshard.layer.NativeFloats;
import java.util.List;
import java.util.Locale;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.updater.BaseMultiLayerUpdater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.IUpdater;

class NetworksTest {

  private static final int LENGTH = 4;
  private static final int WIDTH = 3;
  private static final int OUTPUTS = 2;
  private static final ClipSettings FREE = new ClipSettings(0, 0);

  private static TrainingSettings settings(
      Engine engine, Kind loss, OptimizerSettings.Type type, double rate, ClipSettings clip) {
    return TrainingSettingsExamples.with(
        "seed = 5",
        "engine = " + engine,
        "loss = " + loss.name().toLowerCase(Locale.ROOT),
        "optimizer.type = " + type.name().toLowerCase(Locale.ROOT),
        "optimizer.learning-rate = " + rate,
        "clip { norm = " + clip.norm() + ", value = " + clip.value() + " }");
  }

  private static MultiLayerNetwork network(TrainingSettings settings, String... layers) {
    Architecture architecture =
        Architecture.of(
            ModelSettingsExamples.of(layers),
            new InputShape(LENGTH, WIDTH),
            new OutputShape(1, OUTPUTS));
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            MultiLayerConfiguration.fromJson(
                Networks.json(
                    architecture,
                    settings,
                    Objectives.of(Objective.ofValues(settings.loss(), OUTPUTS)))));
    network.init();
    assertThat(network.numParams()).isEqualTo(architecture.parameters());
    return network;
  }

  private static INDArray random(int seed, long... shape) {
    Nd4j.getRandom().setSeed(seed);
    return Nd4j.randn(DataType.FLOAT, shape);
  }

  private static final INDArray INPUTS = random(1, 6, WIDTH, LENGTH);
  private static final INDArray TARGETS = random(2, 6, OUTPUTS);

  @ParameterizedTest
  @EnumSource(names = {"VECTOR", "DEEPLEARNING4J"})
  void gradientsAreThoseOfCentralDifferences(Engine engine) {
    TrainingSettings settings = settings(engine, Kind.MSE, OptimizerSettings.Type.SGD, 1, FREE);
    checkGradients(network(settings, "type = lstm, units = 3"));
    checkGradients(network(settings, "type = simple-rnn, units = 3"));
    checkGradients(network(settings, "type = flatten"));
    checkGradients(
        network(
            settings,
            "type = simple-rnn, units = 3, output = sequence",
            "type = lstm, units = 2, output = sequence",
            "type = flatten",
            "type = dense, units = 3, activation = sigmoid"));
    checkGradients(
        network(
            settings,
            "type = lstm, units = 3, output = sequence",
            "type = simple-rnn, units = 2",
            "type = dense, units = 3, activation = tanh"));
  }

  @Test
  void gradientsOfOwnLayersAreThoseOfCentralDifferences() {
    TrainingSettings settings =
        settings(Engine.VECTOR, Kind.MSE, OptimizerSettings.Type.SGD, 1, FREE);
    checkGradients(
        network(
            settings,
            "type = gru, units = 3, output = sequence, direction = both, merge = multiply",
            "type = lstm, units = 2, direction = backward, activation = sigmoid"));
    checkGradients(
        network(
            settings,
            "type = conv1d, filters = 4, size = 2, padding = same, activation = tanh",
            "type = layer-norm",
            "type = average-pool, size = 2",
            "type = conv1d, filters = 3, size = 2, activation = elu",
            "type = global-average"));
    checkGradients(
        network(
            settings,
            "type = reshape, steps = 2",
            "type = dense, units = 3, activation = sigmoid",
            "type = activation, function = softplus",
            "type = gru, units = 2",
            "type = repeat, times = 1",
            "type = lstm, units = 2, output = sequence"));
  }

  /** What a penalty adds to a gradient stands beside what the loss gives. */
  @Test
  void penaltiesOfALayerAndOfTheTrainingPullItsWeights() {
    String[] layers = {"type = flatten", "type = dense, units = 2, l1 = 0.5, l2 = 0"};
    TrainingSettings free =
        TrainingSettingsExamples.with("loss = mse", "optimizer { type = sgd, learning-rate = 1 }");
    TrainingSettings held =
        TrainingSettingsExamples.with(
            "loss = mse",
            "optimizer { type = sgd, learning-rate = 1 }",
            "penalty { l2 = 0.25, decay = 0.125 }");
    float[] start = NativeFloats.read(network(free, layers).params());
    float[] alone = step(network(free, "type = flatten", "type = dense, units = 2"));
    float[] pulled = step(network(held, layers));

    for (int i = 0; i < start.length; i++) {
      // 24 weights and 2 biases, then the output layer's 4 weights and 2 biases.
      boolean isHidden = i < 24;
      boolean isOutput = i >= 26 && i < 30;
      double expected =
          isHidden
              ? 0.5 * Math.signum(start[i]) + 0.125 * start[i]
              : isOutput ? 2 * 0.25 * start[i] + 0.125 * start[i] : 0;
      assertThat((double) alone[i] - pulled[i])
          .as("parameter %d", i)
          .isCloseTo(expected, within(1e-5));
    }
  }

  private static float[] step(MultiLayerNetwork network) {
    network.fit(INPUTS, TARGETS);
    return NativeFloats.read(network.params());
  }

  /** A step of plain descent at rate 1 is the gradient. */
  private static void checkGradients(MultiLayerNetwork network) {
    float[] start = NativeFloats.read(network.params());
    network.fit(INPUTS, TARGETS);
    float[] end = NativeFloats.read(network.params());
    for (int i = 0; i < start.length; i++) {
      float[] moved = start.clone();
      moved[i] = start[i] + 0.01f;
      double above = loss(network, moved);
      moved[i] = start[i] - 0.01f;
      double below = loss(network, moved);
      assertThat((double) start[i] - end[i])
          .as("parameter %d of %d", i, start.length)
          .isCloseTo((above - below) / 0.02, within(1e-3));
    }
  }

  /** The mean over samples and outputs of the squared error, in double. */
  private static double loss(MultiLayerNetwork network, float[] parameters) {
    NativeFloats.write(parameters, parameters.length, network.params());
    float[] forecasts = NativeFloats.read(network.output(INPUTS, false).dup('c'));
    float[] targets = NativeFloats.read(TARGETS.dup('c'));
    double sum = 0;
    for (int i = 0; i < forecasts.length; i++) {
      double error = (double) forecasts[i] - targets[i];
      sum += error * error;
    }
    return sum / forecasts.length;
  }

  @ParameterizedTest
  @EnumSource(names = {"VECTOR", "DEEPLEARNING4J"})
  void theLossIsTheMeanOverSamplesAndOutputs(Engine engine) {
    for (Kind loss : List.of(Kind.MAE, Kind.MSE)) {
      MultiLayerNetwork network =
          network(
              settings(engine, loss, OptimizerSettings.Type.SGD, 1e-12, FREE),
              "type = lstm, units = 3");
      INDArray errors = network.output(INPUTS, false).sub(TARGETS);
      double expected =
          loss == Kind.MAE
              ? errors.norm1Number().doubleValue() / errors.length()
              : errors.mul(errors).sumNumber().doubleValue() / errors.length();
      network.fit(INPUTS, TARGETS);
      assertThat(network.score()).isCloseTo(expected, within(1e-6));
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"VECTOR", "DEEPLEARNING4J"})
  void aGradientIsClippedByItsNorm(Engine engine) {
    MultiLayerNetwork network =
        network(
            settings(engine, Kind.MSE, OptimizerSettings.Type.SGD, 1, new ClipSettings(0.001, 0)),
            "type = lstm, units = 3");
    INDArray before = network.params().dup();
    network.fit(INPUTS, TARGETS);
    assertThat(network.params().sub(before).norm2Number().doubleValue())
        .isCloseTo(0.001, within(1e-6));
  }

  @ParameterizedTest
  @EnumSource(names = {"VECTOR", "DEEPLEARNING4J"})
  void aGradientIsClippedByValue(Engine engine) {
    MultiLayerNetwork network =
        network(
            settings(engine, Kind.MSE, OptimizerSettings.Type.SGD, 1, new ClipSettings(0, 0.001)),
            "type = lstm, units = 3");
    float[] start = NativeFloats.read(network.params());
    network.fit(INPUTS, TARGETS);
    float[] end = NativeFloats.read(network.params());
    double largest = 0;
    for (int i = 0; i < start.length; i++) {
      largest = Math.max(largest, Math.abs((double) end[i] - start[i]));
    }
    assertThat(largest).isCloseTo(0.001, within(1e-6));
  }

  @ParameterizedTest
  @EnumSource(names = {"VECTOR", "DEEPLEARNING4J"})
  void optimizersHaveKerasDefaults(Engine engine) {
    // The first step of Adam is the rate in the direction of the gradient; of RMSprop, 1/√0.1 of
    // it.
    assertThat(largestStep(engine, OptimizerSettings.Type.ADAM)).isCloseTo(0.01, within(1e-4));
    assertThat(largestStep(engine, OptimizerSettings.Type.RMSPROP))
        .isCloseTo(0.01 / Math.sqrt(0.1), within(1e-4));
  }

  @ParameterizedTest
  @EnumSource(names = {"VECTOR", "DEEPLEARNING4J"})
  void aScaledRateIsThatOfANetworkWithThisRate(Engine engine) {
    String lstm = "type = lstm, units = 3";
    MultiLayerNetwork half =
        network(settings(engine, Kind.MSE, OptimizerSettings.Type.SGD, 0.5, FREE), lstm);
    MultiLayerNetwork scaled =
        network(settings(engine, Kind.MSE, OptimizerSettings.Type.SGD, 1, FREE), lstm);
    new StackNetwork(scaled).scaleRate(0.5);
    assertThat(step(scaled)).containsExactly(step(half), within(1e-6f));
    new StackNetwork(scaled).scaleRate(0);
    assertThat(step(scaled)).containsExactly(step(scaled));
  }

  @Test
  void anOptimizersKeysAreThoseOfTheNetworksUpdater() {
    assertThat(updater("type = sgd, momentum = 0.8, nesterov = true"))
        .isEqualTo(KernelUpdater.of(new Updater.Sgd(0.01, 0.8, Updater.Sgd.Look.AHEAD)));
    assertThat(updater("type = sgd, momentum = 0.8, learning-rate = 0.1"))
        .isEqualTo(KernelUpdater.of(new Updater.Sgd(0.1, 0.8, Updater.Sgd.Look.HERE)));
    assertThat(updater("type = rmsprop, rho = 0.95, momentum = 0.5, epsilon = 1e-5"))
        .isEqualTo(KernelUpdater.of(new Updater.RmsProp(0.001, 0.95, 0.5, 1e-5)));
    assertThat(updater("beta-1 = 0.8, beta-2 = 0.99, epsilon = 1e-3"))
        .isEqualTo(KernelUpdater.of(new Updater.Adam(0.001, 0.8, 0.99, 1e-3, 0)));
  }

  private static IUpdater updater(String optimizer) {
    MultiLayerNetwork network =
        network(
            TrainingSettingsExamples.with("optimizer { " + optimizer + " }"),
            "type = lstm, units = 3");
    return ((BaseMultiLayerUpdater<?>) network.getUpdater())
        .getUpdaterBlocks()
        .get(0)
        .getGradientUpdater()
        .getConfig();
  }

  private static double largestStep(Engine engine, OptimizerSettings.Type type) {
    MultiLayerNetwork network =
        network(settings(engine, Kind.MSE, type, 0.01, FREE), "type = lstm, units = 3");
    INDArray before = network.params().dup();
    network.fit(INPUTS, TARGETS);
    return network.params().sub(before).normmaxNumber().doubleValue();
  }

  @ParameterizedTest
  @EnumSource(names = {"VECTOR", "DEEPLEARNING4J"})
  void dropoutDropsItsShareWhileTrainingAndNothingAfterwards(Engine engine) {
    MultiLayerNetwork network =
        network(
            settings(engine, Kind.MSE, OptimizerSettings.Type.SGD, 1e-12, FREE),
            "type = flatten",
            "type = dropout, rate = 0.2");
    INDArray ones = Nd4j.ones(DataType.FLOAT, 2000, WIDTH, LENGTH);
    Nd4j.getRandom().setSeed(3);
    float[] dropped = NativeFloats.read(network.feedForwardToLayer(0, ones, true).get(1).dup('c'));
    int zeros = 0;
    for (float value : dropped) {
      if (value == 0) {
        zeros++;
      } else {
        assertThat(value).isCloseTo(1.25f, within(1e-6f));
      }
    }
    assertThat((double) zeros / dropped.length).isCloseTo(0.2, within(0.01));
    assertThat(NativeFloats.read(network.feedForwardToLayer(0, ones, false).get(1).dup('c')))
        .containsOnly(1f);
  }

  @ParameterizedTest
  @EnumSource(names = {"VECTOR", "DEEPLEARNING4J"})
  void forgetGatesStartOpen(Engine engine) {
    MultiLayerNetwork network =
        network(
            settings(engine, Kind.MSE, OptimizerSettings.Type.SGD, 1, FREE),
            "type = lstm, units = 3");
    assertThat(NativeFloats.read(network.getLayer(0).getParam("b").dup('c')))
        .containsExactly(0, 0, 0, 1, 1, 1, 0, 0, 0, 0, 0, 0);
  }

  @ParameterizedTest
  @EnumSource(names = {"VECTOR", "DEEPLEARNING4J"})
  void theSeedMakesTheWeights(Engine engine) {
    TrainingSettings settings = settings(engine, Kind.MSE, OptimizerSettings.Type.SGD, 1, FREE);
    String lstm = "type = lstm, units = 3";
    assertThat(network(settings, lstm).params()).isEqualTo(network(settings, lstm).params());
  }
}
