package io.chronoshard.config;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutputSettingsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "targets = [a, a] | targets = [a, a] must not hold one of them twice",
        "metrics = [mae, rmse, mae] | metrics = [mae, rmse, mae] must not hold one of them twice",
      })
  void nothingIsForecastOrToldTwice(String wrong, String message) {
    assertThatThrownBy(
            () ->
                ConfigurationReader.read(
                    Optional.empty(),
                    List.of(
                        "window.targets = [a, b]",
                        "model.graph = [{ name = f, type = flatten }]",
                        "model.outputs = [{ name = x, " + wrong + " }, { name = y }]")))
        .hasMessageContaining("model.outputs[0] \"x\"." + message);
  }
}
