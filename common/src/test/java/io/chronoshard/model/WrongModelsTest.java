package io.chronoshard.model;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chronoshard.config.ModelSettingsExamples;
import io.chronoshard.config.TrainingSettings;
import io.chronoshard.config.TrainingSettingsExamples;
import io.chronoshard.error.ConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A model that does not fit is refused by one message: which layer, both shapes, what to do. */
class WrongModelsTest {

  private static void refused(String message, String... layers) {
    refused(120, new OutputShape(3, 2), message, layers);
  }

  private static void refused(int length, OutputShape output, String message, String... layers) {
    assertThatThrownBy(
            () ->
                Architecture.of(
                    ModelSettingsExamples.of(layers), new InputShape(length, 14), output))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(message);
  }

  @Test
  void aLayerThatReadsSequencesBehindAVector() {
    refused(
        "model.layers[2] (lstm) reads a sequence, but model.layers[1] (dropout) gives a vector of"
            + " 32; set model.layers[0].output = sequence",
        "type = lstm, units = 32",
        "type = dropout, rate = 0.2",
        "type = lstm, units = 16");
    refused(
        "model.layers[1] (gru) reads a sequence, but model.layers[0] (simple-rnn) gives a vector"
            + " of 64; set model.layers[0].output = sequence",
        "type = simple-rnn, units = 32, direction = both",
        "type = gru, units = 16");
    refused(
        "model.layers[1] (conv1d) reads a sequence, but model.layers[0] (flatten) gives a vector"
            + " of 1680; remove model.layers[0] or move model.layers[1] before it",
        "type = flatten",
        "type = conv1d, filters = 2, size = 2");
    refused(
        "model.layers[1] (max-pool) reads a sequence, but model.layers[0] (global-average) gives a"
            + " vector of 14; remove model.layers[0] or move model.layers[1] before it",
        "type = global-average",
        "type = max-pool, size = 2");
    refused(
        "model.layers[1] (flatten) reads a sequence, but model.layers[0] (lstm) gives a vector of"
            + " 16; set model.layers[0].output = sequence",
        "type = lstm, units = 16",
        "type = flatten");
    refused(
        "model.layers[1] (global-max) reads a sequence, but model.layers[0] (flatten) gives a"
            + " vector of 1680; remove model.layers[0] or move model.layers[1] before it",
        "type = flatten",
        "type = global-max");
  }

  @Test
  void anOutputLayerBehindASequenceOfAnotherLength() {
    String head =
        "model.layers: the output layer (window.horizon × targets: 3 × 2) reads a vector, or a"
            + " sequence of 3 steps, but ";
    refused(
        head
            + "model.layers[0] (lstm) gives a sequence of 120 × 16; set model.layers[0].output ="
            + " last, or put { type = flatten } before the output layer",
        "type = lstm, units = 16, output = sequence");
    refused(
        head
            + "the window gives a sequence of 120 × 14; put a recurrent layer, { type ="
            + " global-average } or { type = flatten } before the output layer");
    refused(
        head
            + "model.layers[1] (repeat) gives a sequence of 4 × 8; put a recurrent layer, { type ="
            + " global-average } or { type = flatten } before the output layer",
        "type = lstm, units = 8",
        "type = repeat, times = 4");
    refused(
        120,
        new OutputShape(1, 1),
        "model.layers: the output layer (window.horizon × targets: 1 × 1) reads a vector, or a"
            + " sequence of 1 step, but model.layers[1] (layer-norm) gives a sequence of 120 × 8;"
            + " set model.layers[0].output = last, or put { type = flatten } before the output"
            + " layer",
        "type = gru, units = 8, output = sequence",
        "type = layer-norm");
  }

  @Test
  void aSequenceTooShort() {
    refused(
        "model.layers[0] (conv1d) takes 127 steps at a time, but the window gives a sequence of"
            + " 120 × 14; choose a smaller size or dilation, padding = same, or a longer window",
        "type = conv1d, filters = 2, size = 64, dilation = 2");
    refused(
        "model.layers[1] (average-pool) takes 121 steps at a time, but model.layers[0] (dense)"
            + " gives a sequence of 120 × 2; choose a smaller size or a longer window",
        "type = dense, units = 2",
        "type = average-pool, size = 121");
  }

  @Test
  void valuesThatCannotBeDealt() {
    refused(
        "model.layers[0] (reshape) makes 11 steps, but the window gives a sequence of 120 × 14,"
            + " and 1680 values cannot be dealt to 11 steps; choose a divisor of 1680",
        "type = reshape, steps = 11");
  }

  @Test
  void aSequenceThatIsRepeated() {
    refused(
        "model.layers[0] (repeat) reads a vector, but the window gives a sequence of 120 × 14; put"
            + " a recurrent layer, { type = global-average } or { type = flatten } before"
            + " model.layers[0]",
        "type = repeat");
    refused(
        "model.layers[1] (repeat) reads a vector, but model.layers[0] (gru) gives a sequence of"
            + " 120 × 3; set model.layers[0].output = last, or put { type = flatten } before"
            + " model.layers[1]",
        "type = gru, units = 3, output = sequence",
        "type = repeat");
  }

  @Test
  void moreThanArraysHold() {
    refused(
        "model.layers[0] (lstm) behind a sequence of 120 × 14 brings the model to 4398109425664"
            + " parameters; at most 1073741819 fit: choose fewer units",
        "type = lstm, units = 1048576");
    refused(
        1_000_000,
        new OutputShape(1, 1),
        "model.layers[0] (lstm) gives a sequence of 1000000 × 2048 for each window, which are"
            + " 2048000000 values; at most 1073741819 fit: choose fewer units or a smaller"
            + " window.length",
        "type = lstm, units = 2048, output = sequence");
    refused(
        200_000_000,
        new OutputShape(1, 1),
        "window.length: a window is a sequence of 200000000 × 14, which are 2800000000 values; at"
            + " most 1073741819 fit: choose a shorter window or fewer inputs",
        "type = flatten");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "type = gru, units = 2 | model.layers[0] (gru)",
        "type = lstm, units = 2, direction = both | model.layers[0] (lstm) with another direction"
            + " than forward",
        "type = lstm, units = 2, recurrent-dropout = 0.1 | model.layers[0] (lstm) with dropout or"
            + " recurrent-dropout",
        "type = simple-rnn, units = 2, activation = elu | model.layers[0] (simple-rnn) with another"
            + " activation than linear, relu, tanh, sigmoid",
        "type = lstm, units = 2, l2 = 0.1 | model.layers[0] (lstm) with l1, l2 or decay",
        "type = dense, units = 2 | model.layers[0] (dense) on each step",
        "type = layer-norm | model.layers[0] (layer-norm)",
      })
  void aLayerThatTheEngineDoesNotHave(String layer, String told) {
    TrainingSettings stock = TrainingSettingsExamples.with("engine = deeplearning4j");
    Architecture architecture =
        Architecture.of(
            ModelSettingsExamples.of(layer), new InputShape(1, 3), new OutputShape(1, 1));

    Objective objective = Objective.ofValues(stock.loss(), 1);

    assertThatThrownBy(() -> Networks.requireLayers(architecture, stock, Objectives.of(objective)))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            "training.engine = deeplearning4j has nothing for "
                + told
                + "; take training.engine = auto, which runs layers of our own");
    assertThatCode(
            () ->
                Networks.requireLayers(
                    architecture, TrainingSettingsExamples.with(), Objectives.of(objective)))
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "type = gruu, units = 2 | model.layers[0].type = \"gruu\" must be one of lstm, gru,",
        "type = gru, units = 2, merge = add | model.layers[0].merge = \"add\" joins two directions;"
            + " set model.layers[0].direction = both, or leave it out",
        "type = lstm, units = 2, direction = both, merge = sum | model.layers[0].merge = \"sum\""
            + " must be one of concatenate, add, average, multiply",
        "type = simple-rnn, units = 2, recurrent-activation = tanh |"
            + " model.layers[0].recurrent-activation = \"tanh\" is no key",
        "type = gru, units = 2, forget-bias = 1 | model.layers[0].forget-bias = 1 is no key",
        "type = conv1d, filters = 2 | model.layers[0].size = nothing must be a whole number",
        "type = lstm, units = 2, dropout = 1 | model.layers[0].dropout = 1 must be a number from"
            + " 0.0 to 0.999",
        "type = dense, units = 2, activation = swish | model.layers[0].activation = \"swish\" must"
            + " be one of linear, relu,",
        "type = dense, units = 2, l2 = -1 | model.layers[0].l2 = -1 must be a number from 0.0",
        "type = activation | model.layers[0].function = nothing must be one of linear,",
      })
  void aLayerThatIsMiswritten(String layer, String told) {
    assertThatThrownBy(() -> ModelSettingsExamples.of(layer))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining(told);
  }

  @Test
  void aLossThatTheEngineDoesNotHave() {
    TrainingSettings stock =
        TrainingSettingsExamples.with("engine = deeplearning4j", "loss = quantiles");
    Objective objective = Objective.ofValues(stock.loss(), 1);
    Architecture architecture =
        Architecture.of(
            ModelSettingsExamples.of("type = lstm, units = 2"),
            new InputShape(1, 3),
            new OutputShape(1, objective.outputs()));

    assertThatThrownBy(() -> Networks.requireLayers(architecture, stock, Objectives.of(objective)))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            "training.engine = deeplearning4j has nothing for training.loss with another value than"
                + " mae or mse; take training.engine = auto, which runs layers of our own");
  }
}
