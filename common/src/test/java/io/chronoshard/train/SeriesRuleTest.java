package io.chronoshard.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chronoshard.config.Configuration;
import io.chronoshard.config.ConfigurationReader;
import io.chronoshard.error.ConfigurationException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SeriesRuleTest {

  private static Configuration read(String... keys) {
    List<String> all =
        new ArrayList<>(List.of("model.per-series = true", "features.scale-by = series"));
    all.addAll(List.of(keys));
    return ConfigurationReader.read(Optional.empty(), all);
  }

  private static void assertRefused(String expected, String... keys) {
    assertThatThrownBy(() -> SeriesRule.require(read(keys)))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining(expected);
  }

  @Test
  void whatGoesWithANetworkForEachSeriesPasses() {
    Configuration settings = read("model { per-series-windows = 7, recursive = 3 }");
    assertThat(settings.model().seriesWindows()).contains(7);
    SeriesRule.require(settings);
    SeriesRule.require(read("training { validate = false, early-stopping.patience = 0 }"));
    assertThat(read("model.per-series = false").model().seriesWindows()).isEmpty();
  }

  @Test
  void whatDoesNotIsRefusedWithItsKey() {
    assertRefused(
        "model.per-series = true makes one network for each series, and training.seeds = [2, 3]",
        "training.seeds = [2, 3]");
    assertRefused("set features.scale-by = series", "features.scale-by = all");
    assertRefused(
        "training.class-weights = balanced weighs classes by what all series have of them",
        "window.targets = [{ type = passes, channel = a, above = 1 }]",
        "training.class-weights = balanced");
    assertRefused(
        "with split.by = series those that are validated and tested have none",
        "split { by = series, series { validation = [a], test = [b] } }");
    assertRefused(
        "model.per-series = true makes one network for each series, and model.members several",
        "model.members = [{ layers = [{ type = flatten }] }]");
    assertRefused(
        "model.per-series-windows = 7 says nothing where model.per-series is false",
        "model { per-series = false, per-series-windows = 7 }");
    assertRefused(
        "of which an input of kind = series tells nothing",
        "model.layers = null",
        "model.inputs = [{ name = past }, { name = site, kind = series }]",
        "model.graph = [{ name = a, from = past, type = lstm, units = 2 },"
            + " { name = b, from = site, type = embedding, units = 2 },"
            + " { name = c, from = [a, b], type = concatenate }]");
    assertRefused("model.per-series-windows = 0 must be", "model.per-series-windows = 0");
  }
}
