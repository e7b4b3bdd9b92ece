package io.chronoshard.model.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chronoshard.error.ConfigurationException;
import io.chronoshard.window.MadeUpHistory;
import io.chronoshard.window.Rows;
import io.chronoshard.window.WindowShape;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Several heads are forecast as each would be alone, one behind the other. */
class BaselinesOfHeadsTest {

  private static final Rows INPUT = Rows.back(3, 1, List.of());
  private static final Rows NEAR = Rows.ahead(2, 1, 3, List.of(1, 0));
  private static final Rows FAR = Rows.ahead(1, 4, 2, List.of(0));

  private static final Rows AS_FAR = Rows.ahead(1, 4, 2, List.of(1));

  private static Map<String, float[]> forecasts(
      String baseline, long seed, double gaps, Rows... heads) {
    return new BaselineCase(
            MadeUpHistory.random(seed, 2, 3, gaps),
            new WindowShape(List.of(INPUT), 1, List.of(heads)),
            32,
            2,
            "evaluation.baselines = [" + baseline + "]",
            "evaluation.autoregression.lags = 2",
            "evaluation.climatology.by = [hour-of-day]")
        .forecasts();
  }

  @ParameterizedTest
  @ValueSource(strings = {"last-value", "same-time-last-period", "climatology", "autoregression"})
  void areThoseOfEachHead(String baseline) {
    for (long seed = 1; seed <= 5; seed++) {
      requireEach(
          forecasts(baseline, seed, 0.01, NEAR, FAR),
          forecasts(baseline, seed, 0.01, NEAR),
          forecasts(baseline, seed, 0.01, FAR));
    }
  }

  /** It is fitted on the windows that are known as a whole: the same where heads reach as far. */
  @Test
  void ofRidgeToo() {
    for (long seed = 1; seed <= 5; seed++) {
      requireEach(
          forecasts("ridge", seed, 0, NEAR, FAR),
          forecasts("ridge", seed, 0, NEAR, AS_FAR),
          forecasts("ridge", seed, 0, FAR));
    }
  }

  private static void requireEach(
      Map<String, float[]> both, Map<String, float[]> near, Map<String, float[]> far) {
    assertThat(both).isNotEmpty();
    for (Map.Entry<String, float[]> window : both.entrySet()) {
      float[] forecast = window.getValue();
      assertThat(forecast).hasSize(8);
      for (int i = 0; i < forecast.length; i++) {
        float[] alone = (i < 6 ? near : far).get(window.getKey());
        assertThat(Float.compare(forecast[i], alone[i < 6 ? i : i - 6]))
            .as("window %s, %d", window.getKey(), i)
            .isZero();
      }
      assertThat(Arrays.toString(forecast)).doesNotContain("Infinity");
    }
  }

  @Test
  void ridgeIsRefusedWhereInputsAreSeveral() {
    assertThatThrownBy(
            () ->
                new BaselineCase(
                    MadeUpHistory.random(1, 2, 3, 0.01),
                    new WindowShape(List.of(INPUT, Rows.atOrigin(List.of(0))), 1, List.of(NEAR)),
                    32,
                    2,
                    "evaluation.baselines = [ridge]"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageStartingWith(
            "evaluation.baselines: ridge reads the rows of a window's only input");
  }
}
