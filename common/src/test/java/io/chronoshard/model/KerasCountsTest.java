package io.chronoshard.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.chronoshard.config.ModelSettingsExamples;
import io.chronoshard.config.TrainingSettings;
import io.chronoshard.config.TrainingSettingsExamples;
import io.chronoshard.layer.NativeFloats;
import io.chronoshard.model.Architecture.Placed;
import io.chronoshard.model.LayerShape.Sequence;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Shapes and numbers of parameters are those of Keras' {@code summary()}, derived by hand: of
 * {@code u} units that read {@code w} features an LSTM has {@code 4u(w + u + 1)}, a GRU {@code 3u(w
 * + u + 2)}, a simple RNN {@code u(w + u + 1)}.
 */
class KerasCountsTest {

  private static final int SAMPLES = 3;
  private static final TrainingSettings SETTINGS = TrainingSettingsExamples.with();

  private static Architecture fit(int length, int width, OutputShape output, String... layers) {
    return Architecture.of(ModelSettingsExamples.of(layers), new InputShape(length, width), output);
  }

  /** What a network of that architecture gives for a minibatch of noise. */
  private static INDArray output(Architecture architecture) {
    String json =
        Networks.json(
            architecture, SETTINGS, Objectives.of(Objective.ofValues(SETTINGS.loss(), 1)));
    ModelNetwork network = ModelNetwork.fromJson(json);
    assertThat(network.parameters().length()).isEqualTo(architecture.parameters());
    Nd4j.getRandom().setSeed(1);
    Sequence input = (Sequence) architecture.inputs().get(0).shape();
    return network
        .outputs(Read.of(Nd4j.randn(DataType.FLOAT, SAMPLES, input.width(), input.length())))[0];
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "type = lstm, units = 16 | (None, 16) | 1984",
        "type = lstm, units = 16, output = sequence | (None, 120, 16) | 1984",
        "type = lstm, units = 16, direction = backward | (None, 16) | 1984",
        "type = lstm, units = 16, direction = both | (None, 32) | 3968",
        "type = lstm, units = 16, direction = both, merge = add | (None, 16) | 3968",
        "type = gru, units = 32, output = sequence | (None, 120, 32) | 4608",
        "type = gru, units = 8, direction = both, output = sequence | (None, 120, 16) | 1152",
        "type = simple-rnn, units = 16 | (None, 16) | 496",
        "type = dense, units = 5 | (None, 120, 5) | 75",
        "type = conv1d, filters = 8, size = 24 | (None, 97, 8) | 2696",
        "type = conv1d, filters = 8, size = 24, padding = same | (None, 120, 8) | 2696",
        "type = conv1d, filters = 8, size = 24, padding = causal, stride = 7 | (None, 18, 8) | 2696",
        "type = conv1d, filters = 8, size = 3, dilation = 10, stride = 2 | (None, 50, 8) | 344",
        "type = max-pool, size = 7 | (None, 17, 14) | 0",
        "type = average-pool, size = 7, stride = 1 | (None, 114, 14) | 0",
        "type = global-max | (None, 14) | 0",
        "type = global-average | (None, 14) | 0",
        "type = flatten | (None, 1680) | 0",
        "type = reshape, steps = 12 | (None, 12, 140) | 0",
        "type = reshape, steps = 240 | (None, 240, 7) | 0",
        "type = dropout, rate = 0.5 | (None, 120, 14) | 0",
        "type = layer-norm | (None, 120, 14) | 28",
        "type = activation, function = relu | (None, 120, 14) | 0"
      })
  void aLayerOfWindowsOf120StepsOf14Features(String layer, String shape, long parameters) {
    // Whatever it gives, a vector follows for the output layer.
    Architecture architecture =
        fit(120, 14, new OutputShape(1, 2), layer, "type = dense, units = 3", last(shape));
    Placed placed = architecture.layers().get(0);

    assertThat(placed.gives().inKeras()).isEqualTo(shape);
    assertThat(placed.parameters()).isEqualTo(parameters);
    assertThat(output(architecture).shape()).containsExactly(SAMPLES, 2);
  }

  private static String last(String shape) {
    return shape.chars().filter(c -> c == ',').count() == 2
        ? "type = flatten"
        : "type = activation, function = linear";
  }

  @Test
  void layersOfVectors() {
    Architecture architecture =
        fit(
            6,
            2,
            new OutputShape(3, 2),
            "type = flatten",
            "type = dense, units = 8",
            "type = layer-norm",
            "type = repeat",
            "type = reshape, steps = 4",
            "type = flatten",
            "type = reshape, steps = 6",
            "type = global-max",
            "type = repeat, times = 3");

    assertThat(architecture.layers().stream().map(placed -> placed.gives().inKeras()))
        .containsExactly(
            "(None, 12)",
            "(None, 8)",
            "(None, 8)",
            "(None, 3, 8)",
            "(None, 4, 6)",
            "(None, 24)",
            "(None, 6, 4)",
            "(None, 4)",
            "(None, 3, 4)");
    assertThat(architecture.head().gives().inKeras()).isEqualTo("(None, 3, 2)");
    assertThat(architecture.parameters()).isEqualTo(12 * 8 + 8 + 16 + 4 * 2 + 2);
    assertThat(output(architecture).shape()).containsExactly(SAMPLES, 6);
  }

  private static long parameters(int width, String... layers) {
    Architecture architecture = fit(120, width, new OutputShape(1, 1), layers);
    output(architecture);
    return architecture.parameters();
  }

  @Test
  void theModelsOfTheBook() {
    assertThat(parameters(14, "type = flatten", "type = dense, units = 16, activation = relu"))
        .isEqualTo(26_913);
    assertThat(
            parameters(
                14,
                "type = conv1d, filters = 8, size = 24, activation = relu",
                "type = max-pool, size = 2",
                "type = conv1d, filters = 8, size = 12, activation = relu",
                "type = max-pool, size = 2",
                "type = conv1d, filters = 8, size = 6, activation = relu",
                "type = global-average"))
        .isEqualTo(3_873);
    assertThat(parameters(14, "type = lstm, units = 16")).isEqualTo(2_001);
    assertThat(
            parameters(
                14,
                "type = lstm, units = 32, recurrent-dropout = 0.25",
                "type = dropout, rate = 0.5"))
        .isEqualTo(6_049);
    assertThat(
            parameters(
                14,
                "type = gru, units = 32, recurrent-dropout = 0.5, output = sequence",
                "type = gru, units = 32, recurrent-dropout = 0.5",
                "type = dropout, rate = 0.5"))
        .isEqualTo(10_977);
    assertThat(parameters(14, "type = lstm, units = 16, direction = both")).isEqualTo(4_001);
    assertThat(
            parameters(
                14,
                "type = simple-rnn, units = 16, output = sequence",
                "type = simple-rnn, units = 16, output = sequence",
                "type = simple-rnn, units = 16"))
        .isEqualTo(1_569);
    assertThat(parameters(1, "type = lstm, units = 8")).isEqualTo(320 + 9);
  }

  /** What the head gives on each step lies as {@code [step][target]}, also where both are many. */
  @Test
  void aSequenceIsForecastStepByStep() {
    for (int horizon : new int[] {2, 5}) {
      Architecture architecture =
          fit(horizon, 2, new OutputShape(horizon, 2), "type = activation, function = linear");
      ModelNetwork network =
          ModelNetwork.fromJson(
              Networks.json(
                  architecture, SETTINGS, Objectives.of(Objective.ofValues(SETTINGS.loss(), 1))));
      // The identity: what is forecast is what was read.
      NativeFloats.write(new float[] {1, 0, 0, 1, 0, 0}, 6, network.parameters());
      INDArray inputs =
          Nd4j.linspace(1, 2L * horizon, 2L * horizon, DataType.FLOAT).reshape(1, horizon, 2);

      INDArray output = network.outputs(Read.of(inputs.permute(0, 2, 1)))[0];

      assertThat(output.shape()).containsExactly(1, 2L * horizon);
      assertThat(NativeFloats.read(output.dup('c'))).isEqualTo(NativeFloats.read(inputs.dup('c')));
    }
  }
}
