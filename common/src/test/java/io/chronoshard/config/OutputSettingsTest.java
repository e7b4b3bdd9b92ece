package io.chronoshard.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chronoshard.config.OutputSettings.Metric;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
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

  /** An output is told by what suits its targets. */
  @Test
  void metricsFollowTheKindOfTarget() {
    assertThat(outputs("{ name = a, targets = [t] }, { name = b, targets = [e], loss = auto }"))
        .extracting(OutputSettings::metrics)
        .containsExactly(List.of(Metric.MAE), List.of(Metric.BRIER));
    assertThat(outputs("{ name = b, targets = [k], loss = auto }, { name = a, targets = [t] }"))
        .extracting(OutputSettings::metrics)
        .containsExactly(List.of(Metric.BRIER), List.of(Metric.MAE));
    assertThat(
            outputs(
                "{ name = b, targets = [e], loss = auto, metrics = [brier, accuracy, bias] },"
                    + " { name = a, targets = [t], metrics = [bias, rmse] },"
                    + " { name = c, targets = [k], loss = auto, metrics = [accuracy] }"))
        .extracting(OutputSettings::metrics)
        .containsExactly(
            List.of(Metric.BRIER, Metric.ACCURACY, Metric.BIAS),
            List.of(Metric.BIAS, Metric.RMSE),
            List.of(Metric.ACCURACY));
    assertThat(
            ConfigurationReader.read(
                    Optional.empty(),
                    List.of("window.targets = [{ type = passes, channel = c, above = 1 }]"))
                .model()
                .ends()
                .outputs())
        .extracting(OutputSettings::metrics)
        .containsExactly(List.of(Metric.BRIER));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "t | mae | [mae, accuracy] | \"t\" has not, which is of values; there are [mae, rmse, bias]",
        "t | mae | [brier] | \"t\" has not, which is of values; there are [mae, rmse, bias]",
        "e | auto | [rmse] | \"e\" has not, which is of events; there are [accuracy, brier, bias]",
        "k | auto | [bias] | \"k\" has not, which is of classes; there are [accuracy, brier]",
      })
  void whatATargetHasNotIsRefused(String target, String loss, String metrics, String message) {
    assertThatThrownBy(
            () ->
                outputs(
                    String.format(
                        Locale.ROOT,
                        "{ name = x, targets = [%s], loss = %s, metrics = %s }",
                        target,
                        loss,
                        metrics)))
        .hasMessageContaining(
            "model.outputs[0] \"x\".metrics = " + metrics + " has one that " + message);
  }

  private static List<OutputSettings> outputs(String list) {
    return ConfigurationReader.read(
            Optional.empty(),
            List.of(
                "window.targets = [t, { type = passes, channel = c, above = 1, name = e },"
                    + " { type = class, channel = c, edges = [0, 1], name = k }]",
                "model.graph = [{ name = f, type = flatten }]",
                "model.outputs = [" + list + "]"))
        .model()
        .ends()
        .outputs();
  }
}
