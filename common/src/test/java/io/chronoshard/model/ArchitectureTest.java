package io.chronoshard.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chronoshard.config.LayerSettings;
import io.chronoshard.config.LayerSettings.Activation;
import io.chronoshard.config.LayerSettings.Dense;
import io.chronoshard.config.LayerSettings.Dropout;
import io.chronoshard.config.LayerSettings.Flatten;
import io.chronoshard.config.LayerSettings.Lstm;
import io.chronoshard.config.LayerSettings.Output;
import io.chronoshard.config.LayerSettings.SimpleRnn;
import io.chronoshard.config.ModelSettings;
import io.chronoshard.error.ConfigurationException;
import java.util.List;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

  private static final String FIRST = "model.layers[0]";
  private static final String SECOND = "model.layers[1]";
  private static final String THIRD = "model.layers[2]";

  private static Architecture fit(int width, int outputs, LayerSettings... layers) {
    return Architecture.of(new ModelSettings(List.of(layers)), new InputShape(120, width), outputs);
  }

  @Test
  void parametersAreThoseOfTheKnownModels() {
    assertThat(fit(14, 1, new Lstm(FIRST, 16, Output.LAST)).parameters()).isEqualTo(2_001);
    assertThat(fit(1, 1, new Lstm(FIRST, 8, Output.LAST)).parameters()).isEqualTo(320 + 9);
    assertThat(fit(14, 1, new SimpleRnn(FIRST, 16, Output.LAST)).parameters()).isEqualTo(496 + 17);
    assertThat(fit(14, 1, new Flatten(FIRST), new Dense(SECOND, 16, Activation.RELU)).parameters())
        .isEqualTo(26_896 + 17);
    assertThat(
            fit(
                    14,
                    24,
                    new Lstm(FIRST, 32, Output.SEQUENCE),
                    new Dropout(SECOND, 0.5),
                    new Lstm(THIRD, 16, Output.LAST))
                .parameters())
        .isEqualTo(6_016 + 3_136 + 17 * 24);
  }

  @Test
  void aRecurrentLayerBehindAVectorIsRefused() {
    refused(
        THIRD
            + " (lstm) reads a sequence, but model.layers[0] (lstm) gives a vector of 32; set"
            + " model.layers[0].output = sequence",
        new Lstm(FIRST, 32, Output.LAST),
        new Dropout(SECOND, 0.2),
        new Lstm(THIRD, 16, Output.LAST));
    refused(
        SECOND
            + " (simple-rnn) reads a sequence, but model.layers[0] (lstm) gives a vector of 32;"
            + " set model.layers[0].output = sequence",
        new Lstm(FIRST, 32, Output.LAST),
        new SimpleRnn(SECOND, 16, Output.LAST));
    refused(
        THIRD
            + " (lstm) reads a sequence, but model.layers[1] (dense) gives a vector of 4; set"
            + " model.layers[0].output = sequence, and move model.layers[2] before the dense layers",
        new Lstm(FIRST, 32, Output.LAST),
        new Dense(SECOND, 4, Activation.RELU),
        new Lstm(THIRD, 16, Output.LAST));
    refused(
        SECOND
            + " (lstm) reads a sequence, but model.layers[0] (flatten) gives a vector of 1680;"
            + " remove model.layers[0] or move model.layers[1] before it",
        new Flatten(FIRST),
        new Lstm(SECOND, 16, Output.LAST));
  }

  @Test
  void aVectorCannotBeFlattened() {
    refused(
        SECOND
            + " (flatten) reads a sequence, but model.layers[0] (lstm) gives a vector of 16"
            + " already; remove model.layers[1]",
        new Lstm(FIRST, 16, Output.LAST),
        new Flatten(SECOND));
  }

  @Test
  void aDenseLayerOnASequenceIsRefused() {
    refused(
        FIRST
            + " (dense) reads a vector, but the window gives a sequence of 120 × 14; put a"
            + " recurrent layer or { type = flatten } before it",
        new Dense(FIRST, 16, Activation.RELU));
    refused(
        THIRD
            + " (dense) reads a vector, but model.layers[0] (lstm) gives a sequence of 120 × 16;"
            + " set model.layers[0].output = last, or put { type = flatten } before model.layers[2]",
        new Lstm(FIRST, 16, Output.SEQUENCE),
        new Dropout(SECOND, 0.1),
        new Dense(THIRD, 16, Activation.RELU));
  }

  @Test
  void theOutputLayerNeedsAVector() {
    refused(
        "model.layers: the output layer (3 values: horizon × targets) reads a vector, but"
            + " model.layers[0] (lstm) gives a sequence of 120 × 16; set model.layers[0].output ="
            + " last, or put { type = flatten } before the output layer",
        new Lstm(FIRST, 16, Output.SEQUENCE));
    refused(
        "model.layers: the output layer (3 values: horizon × targets) reads a vector, but the"
            + " window gives a sequence of 120 × 14; put a recurrent layer or { type = flatten }"
            + " before it");
    refused(
        "model.layers: the output layer (3 values: horizon × targets) reads a vector, but the"
            + " window gives a sequence of 120 × 14; put a recurrent layer or { type = flatten }"
            + " before it",
        new Dropout(FIRST, 0.5));
  }

  @Test
  void moreParametersThanAnArrayHoldsAreRefused() {
    refused(
        FIRST
            + " (lstm) of 1048576 units behind a sequence of 120 × 14 brings the model to"
            + " 4398109425664 parameters; at most 1073741819 fit: choose fewer units",
        new Lstm(FIRST, 1 << 20, Output.LAST));
    assertThatThrownBy(
            () ->
                Architecture.of(
                    new ModelSettings(
                        List.of(new Lstm(FIRST, 2048, Output.SEQUENCE), new Flatten(SECOND))),
                    new InputShape(1_000_000, 14),
                    1))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            SECOND
                + " (flatten) makes a vector of 2048000000 of a sequence of 1000000 × 2048; at"
                + " most 1073741819 fit: choose fewer units or a smaller window.length");
  }

  private static void refused(String message, LayerSettings... layers) {
    assertThatThrownBy(() -> fit(14, 3, layers))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(message);
  }
}
