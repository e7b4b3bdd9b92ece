package io.chronoshard.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chronoshard.config.LossSettings.Balance;
import io.chronoshard.config.LossSettings.ClassWeights;
import io.chronoshard.config.LossSettings.Kind;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LossSettingsTest {

  @Test
  void aLossHasItsOwnKeysAlone() {
    assertThat(TrainingSettingsExamples.with().loss())
        .isEqualTo(new LossSettings(Kind.MAE, 1, List.of(0.1, 0.5, 0.9), ClassWeights.NONE));
    assertThat(TrainingSettingsExamples.with("loss = huber, huber-delta = 0.5").loss())
        .isEqualTo(new LossSettings(Kind.HUBER, 0.5, List.of(0.1, 0.5, 0.9), ClassWeights.NONE));
    assertThat(TrainingSettingsExamples.with("loss = quantiles, quantiles = [0.025]").loss())
        .isEqualTo(new LossSettings(Kind.QUANTILES, 1, List.of(0.025), ClassWeights.NONE));
  }

  private static Configuration settings(String... lines) {
    return ConfigurationReader.read(Optional.empty(), List.of(lines));
  }

  @Test
  void theTargetsDecideWhatAutoIs() {
    String event = "window.targets = [{ type = passes, channel = a, above = 1 }]";
    assertThat(settings("window.targets = [a]").training().loss().kind()).isEqualTo(Kind.MAE);
    TrainingSettings events = settings(event, "training.class-weights = [1, 3]").training();
    assertThat(events.loss().kind()).isEqualTo(Kind.CROSS_ENTROPY);
    assertThat(events.loss().classWeights())
        .isEqualTo(new ClassWeights(Balance.GIVEN, List.of(1.0, 3.0)));
    assertThat(
            settings(event, "training.class-weights = balanced").training().loss().classWeights())
        .isEqualTo(new ClassWeights(Balance.BALANCED, List.of()));
  }

  @Test
  void outputsOfOtherTargetsHaveOtherLosses() {
    Configuration settings =
        settings(
            "window.targets = [a, { type = holds, channel = b }]",
            """
            model.outputs = [
              { name = x, targets = [a], loss = huber, huber-delta = 2 }
              { name = y, targets = [b], loss = auto, class-weights = balanced }
            ]""");
    List<OutputSettings> outputs = settings.model().ends().outputs();
    assertThat(outputs.get(0).loss().orElseThrow().kind()).isEqualTo(Kind.HUBER);
    assertThat(outputs.get(0).loss().orElseThrow().huberDelta()).isEqualTo(2);
    assertThat(outputs.get(1).loss().orElseThrow().kind()).isEqualTo(Kind.CROSS_ENTROPY);
    assertThat(outputs.get(1).loss().orElseThrow().classWeights().balance())
        .isEqualTo(Balance.BALANCED);
    assertThatThrownBy(
            () ->
                settings(
                    "window.targets = [{ type = holds, channel = b }]",
                    "model.outputs = [{ name = y, loss = mae }]"))
        .hasMessageContaining(
            "model.outputs[0] \"y\".loss = \"mae\" is no loss of window.targets, which are events");
  }

  @Test
  void whatIsWatchedSuitsTheLoss() {
    assertThat(TrainingSettingsExamples.with("loss = huber").earlyStopping().monitor())
        .isEqualTo(Monitor.MAE);
    for (String loss : List.of("quantiles", "gaussian", "cross-entropy")) {
      assertThat(TrainingSettingsExamples.with("loss = " + loss).earlyStopping().monitor())
          .isEqualTo(Monitor.LOSS);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[{ type = holds, channel = a }] | mse | training.loss = \"mse\" is no loss of window.targets, which are events; take cross-entropy or auto",
        "[{ type = class, channel = a }] | gaussian | training.loss = \"gaussian\" is no loss of window.targets, which are classes; take cross-entropy or auto",
        "[a] | cross-entropy | training.loss = \"cross-entropy\" is no loss of window.targets, which are values; take mae, mse, huber, log-cosh, quantiles, gaussian or auto",
        "[a, { type = holds, channel = b }] | auto | cannot be that of window.targets, which are [values, events]: one output forecasts targets of one of these; give model.outputs with a loss of their own, or train a model for each",
      })
  void aLossSuitsItsTargets(String targets, String loss, String message) {
    assertThatThrownBy(() -> settings("window.targets = " + targets, "training.loss = " + loss))
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "loss = mape | loss = \"mape\" must be one of auto, mae, mse, huber, log-cosh, quantiles, gaussian, cross-entropy",
        "huber-delta = 2 | huber-delta = 2 says nothing where training.loss = auto; leave it out",
        "class-weights = balanced | class-weights = \"balanced\" says nothing where training.loss = auto; leave it out",
        "class-weights = [1, 5] | class-weights = [1, 5] says nothing where training.loss = auto; leave it out",
        "class-weights = equal | class-weights = \"equal\" must be one of none, balanced",
        "loss = cross-entropy, class-weights = [1, -5] | class-weights = [1, -5] must be a list of numbers from 0.0",
        "loss = cross-entropy, class-weights = [0, 0] | class-weights = [0.0, 0.0] trains nothing; give a class a number above 0",
        "loss = mse, quantiles = [0.5] | quantiles = [0.5] says nothing where training.loss = mse",
        "loss = huber, huber-delta = 0 | huber-delta = 0 must be a number from 1.0E-6",
        "loss = quantiles, quantiles = [] | quantiles = [] must be one or more probabilities between 0 and 1, ascending and each once, such as [0.1, 0.5, 0.9]",
        "loss = quantiles, quantiles = [0.9, 0.1] | quantiles = [0.9, 0.1] must be one or more",
        "loss = quantiles, quantiles = [0.1, 0.1] | quantiles = [0.1, 0.1] must be one or more",
        "loss = quantiles, quantiles = [0, 0.5] | quantiles = [0.0, 0.5] must be one or more",
        "loss = quantiles, quantiles = [0.5, 2] | quantiles = [0.5, 2] must be a list of numbers from 0.0 to 1.0",
      })
  void whatIsNoLossIsRefused(String lines, String message) {
    assertThatThrownBy(() -> TrainingSettingsExamples.with(lines)).hasMessageContaining(message);
  }
}
