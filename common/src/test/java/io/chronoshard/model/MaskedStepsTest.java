package io.chronoshard.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chronoshard.config.ModelSettings;
import io.chronoshard.config.ModelSettingsExamples;
import io.chronoshard.config.TrainingSettings;
import io.chronoshard.config.TrainingSettingsExamples;
import io.chronoshard.error.ConfigurationException;
import io.chronoshard.layer.NativeFloats;
import io.chronoshard.model.LayerShape.Sequence;
import io.chronoshard.model.ModelInput.Steps;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.math3.random.MersenneTwister;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Masked steps are skipped, and layers that could not skip them are refused. */
class MaskedStepsTest {

  private static final int LENGTH = 9;
  private static final int SAMPLES = 19;

  private static final TrainingSettings TRAINING =
      TrainingSettingsExamples.with("loss = mse, engine = scalar");

  private static final List<ModelOutput> OUTPUTS =
      List.of(new ModelOutput("output", "the output layer", "", new OutputShape(1, 2)));

  private static ModelNetwork network(ModelSettings settings, int steps, Steps masked) {
    List<ModelInput> inputs = new ArrayList<>();
    inputs.add(new ModelInput("left", "left", new Sequence(steps, 2), masked));
    if (!settings.graph().isEmpty()) {
      inputs.add(new ModelInput("right", "right", new Sequence(4, 3)));
    }
    Architecture architecture = Architecture.of(settings, inputs, OUTPUTS);
    Objectives objectives = Objectives.of(Objective.ofValues(TRAINING.loss(), 2));
    ModelNetwork network = ModelNetwork.fromJson(Networks.json(architecture, TRAINING, objectives));
    new Compute(TrainingSettings.Engine.SCALAR, 1).prepare(network);
    return network;
  }

  private static INDArray random(MersenneTwister random, long... shape) {
    INDArray values = Nd4j.create(DataType.FLOAT, shape);
    float[] numbers = new float[(int) values.length()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = (float) random.nextGaussian();
    }
    NativeFloats.write(numbers, numbers.length, values);
    return values;
  }

  /**
   * A minibatch of sequences of which some steps do not count forecasts, sample by sample, what the
   * steps that count forecast as sequences of their own; and so do the parameters that are learned
   * from one of them.
   */
  private static void assertSkipped(ModelSettings settings, boolean isGraph) {
    for (int seed = 1; seed <= 4; seed++) {
      MersenneTwister random = new MersenneTwister(seed);
      INDArray values = random(random, SAMPLES, 2, LENGTH);
      INDArray right = random(random, SAMPLES, 3, 4);
      INDArray mask = Nd4j.create(DataType.FLOAT, SAMPLES, LENGTH);
      List<int[]> counting = new ArrayList<>();
      for (int sample = 0; sample < SAMPLES; sample++) {
        int[] some =
            IntStream.range(0, LENGTH)
                .filter(step -> step == LENGTH - 1 || random.nextInt(3) == 0)
                .toArray();
        counting.add(some);
        for (int step : some) {
          mask.putScalar(sample, step, 1);
        }
      }
      ModelNetwork masked = network(settings, LENGTH, Steps.SOME_MASKED);
      INDArray[] inputs = isGraph ? new INDArray[] {values, right} : new INDArray[] {values};
      INDArray[] masks = isGraph ? new INDArray[] {mask, null} : new INDArray[] {mask};
      INDArray together = masked.outputs(new Read(inputs, masks))[0];
      for (int sample = 0; sample < SAMPLES; sample++) {
        int[] some = counting.get(sample);
        INDArray alone = Nd4j.create(DataType.FLOAT, 1, 2, some.length);
        for (int step = 0; step < some.length; step++) {
          for (int feature = 0; feature < 2; feature++) {
            alone.putScalar(0, feature, step, values.getFloat(sample, feature, some[step]));
          }
        }
        INDArray ofRight = one(right, sample);
        ModelNetwork plain = network(settings, some.length, Steps.ALL_COUNT);
        Read short_ = isGraph ? Read.of(alone, ofRight) : Read.of(alone);
        assertThat(floats(plain.outputs(short_)[0]))
            .as("seed %d, sample %d", seed, sample)
            .isEqualTo(new float[] {together.getFloat(sample, 0), together.getFloat(sample, 1)});

        INDArray[] target = {Nd4j.create(new float[][] {{0.5f, -1}})};
        plain.fit(short_, target);
        ModelNetwork learning = network(settings, LENGTH, Steps.SOME_MASKED);
        INDArray ofMask = one(mask, sample);
        learning.fit(
            isGraph
                ? new Read(
                    new INDArray[] {one(values, sample), ofRight}, new INDArray[] {ofMask, null})
                : new Read(new INDArray[] {one(values, sample)}, new INDArray[] {ofMask}),
            target);
        assertThat(floats(learning.parameters()))
            .as("seed %d, sample %d", seed, sample)
            .isEqualTo(floats(plain.parameters()));
      }
    }
  }

  private static INDArray one(INDArray all, int sample) {
    long[] shape = all.shape().clone();
    shape[0] = 1;
    return all.slice(sample).dup('c').reshape('c', shape);
  }

  private static float[] floats(INDArray array) {
    return NativeFloats.read(array.dup('c'));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "type = lstm, units = 5",
        "type = gru, units = 5, direction = both",
        "type = simple-rnn, units = 5, direction = backward",
        "type = lstm, units = 3, direction = both, merge = multiply",
        "type = dense, units = 3, activation = tanh; type = lstm, units = 3",
        "type = lstm, units = 3, output = sequence; type = layer-norm; type = gru, units = 4",
        "type = gru, units = 3, output = sequence, direction = backward; type = activation,"
            + " function = relu; type = lstm, units = 4, direction = both"
      })
  void aMaskedWindowForecastsAndLearnsAsItsRowsThatCountDoAlone(String layers) {
    assertSkipped(ModelSettingsExamples.of(layers.split("; ")), false);
  }

  @Test
  void anInputOfAGraphHasAMaskOfItsOwn() {
    assertSkipped(
        ModelSettingsExamples.graph(
            "inputs = [{ name = left }, { name = right }]",
            """
            graph = [
              { name = l, from = left, type = lstm, units = 3, output = sequence }
              { name = again, from = left, type = dense, units = 3 }
              { name = sum, from = [l, again], type = add }
              { name = end, from = sum, type = gru, units = 3 }
              { name = r, from = right, type = conv1d, filters = 2, size = 2 }
              { name = flat, from = r, type = flatten }
              { name = all, from = [end, flat], type = concatenate }
            ]"""),
        true);
  }

  private static void refused(String message, String... layers) {
    assertThatThrownBy(
            () ->
                Architecture.of(
                    ModelSettingsExamples.of(layers),
                    List.of(
                        new ModelInput(
                            "window", "the window", new Sequence(8, 2), Steps.SOME_MASKED)),
                    List.of(
                        new ModelOutput("output", "the output layer", "", new OutputShape(8, 1)))))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            message
                + " gives a sequence of which some are (window.unknown = mask); let a recurrent"
                + " layer with output = last read it first, or take window.unknown = drop or mean");
  }

  @Test
  void whatMixesStepsIsRefusedWhereSomeAreMasked() {
    String cannot = " cannot tell steps that are masked from others, and ";
    refused("model.layers[0] (flatten)" + cannot + "the window", "type = flatten");
    refused(
        "model.layers[1] (conv1d)" + cannot + "model.layers[0] (lstm)",
        "type = lstm, units = 3, output = sequence",
        "type = conv1d, filters = 2, size = 2");
    refused(
        "model.layers[2] (global-average)" + cannot + "model.layers[1] (dropout)",
        "type = dense, units = 3",
        "type = dropout, rate = 0.5",
        "type = global-average");
    refused("model.layers[0] (max-pool)" + cannot + "the window", "type = max-pool, size = 2");
    refused("model.layers[0] (reshape)" + cannot + "the window", "type = reshape, steps = 4");
    refused(
        "the output layer forecasts from every step, and model.layers[0] (gru)",
        "type = gru, units = 3, output = sequence");
    refused(
        "model.layers[1] (flatten)" + cannot + "model.layers[0] (add)",
        "type = residual, layers = [{ type = lstm, units = 2, output = sequence }]",
        "type = flatten");
  }

  @Test
  void layersOfDeeplearning4jAreRefused() {
    TrainingSettings theirs = TrainingSettingsExamples.with("engine = deeplearning4j");
    Architecture architecture =
        Architecture.of(
            ModelSettingsExamples.of("type = lstm, units = 3"),
            List.of(new ModelInput("window", "the window", new Sequence(8, 2), Steps.SOME_MASKED)),
            OUTPUTS);
    Objectives objectives = Objectives.of(Objective.ofValues(theirs.loss(), 2));
    assertThatThrownBy(() -> Networks.requireLayers(architecture, theirs, objectives))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            "training.engine = deeplearning4j has nothing for window.unknown = mask: its layers"
                + " forget at a masked row what they knew; take training.engine = auto, which runs"
                + " layers of our own");
  }
}
