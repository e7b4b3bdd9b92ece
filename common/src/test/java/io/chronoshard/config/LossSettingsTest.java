package io.chronoshard.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chronoshard.config.LossSettings.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LossSettingsTest {

  @Test
  void aLossHasItsOwnKeysAlone() {
    assertThat(TrainingSettingsExamples.with().loss())
        .isEqualTo(new LossSettings(Kind.AUTO, 1, List.of(0.1, 0.5, 0.9)));
    assertThat(TrainingSettingsExamples.with("loss = huber, huber-delta = 0.5").loss())
        .isEqualTo(new LossSettings(Kind.HUBER, 0.5, List.of(0.1, 0.5, 0.9)));
    assertThat(TrainingSettingsExamples.with("loss = quantiles, quantiles = [0.025]").loss())
        .isEqualTo(new LossSettings(Kind.QUANTILES, 1, List.of(0.025)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "loss = mape | loss = \"mape\" must be one of auto, mae, mse, huber, log-cosh, quantiles, gaussian",
        "huber-delta = 2 | huber-delta = 2 says nothing where training.loss = auto; leave it out",
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
