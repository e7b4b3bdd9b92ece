package io.chronoshard.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import io.chronoshard.config.BaselineSettings.Baseline;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ForecastsTest {

  @Test
  void eachIsExplainedButTheModels() {
    List<Forecasts> baselines = new ArrayList<>(Forecasts.with(Arrays.asList(Baseline.values())));
    assertThat(baselines.remove(0)).isEqualTo(Forecasts.MODEL);
    baselines.addAll(
        List.of(
            Forecasts.BASE_RATE,
            Forecasts.TRAINING_MEAN,
            Forecasts.MEAN_LIFE,
            Forecasts.STATE_NOW));
    assertThat(baselines)
        .extracting(Forecasts::saying)
        .doesNotHaveDuplicates()
        .noneMatch(String::isEmpty);
    assertThat(Forecasts.MODEL.saying()).isEmpty();
  }
}
