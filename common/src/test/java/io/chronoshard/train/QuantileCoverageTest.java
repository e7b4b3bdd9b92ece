package io.chronoshard.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.chronoshard.config.TrainingSettings;
import io.chronoshard.config.TrainingSettingsExamples;
import io.chronoshard.model.ModelNetwork;
import io.chronoshard.model.NetworkForecaster;
import io.chronoshard.model.error.Errors;
import io.chronoshard.model.error.Measure;
import io.chronoshard.window.EpochOrder;
import io.chronoshard.window.WindowSet;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Quantiles hold what they promise on data that they have not seen. */
class QuantileCoverageTest {

  private static final List<Double> LEVELS = List.of(0.1, 0.5, 0.9);

  @Test
  void eachQuantileHasItsShareBelow() {
    TrainingSettings settings =
        TrainingSettingsExamples.with(
            "loss = quantiles, quantiles = [0.1, 0.5, 0.9]",
            "epochs = 6, batch = 100, shards = 1, optimizer.learning-rate = 0.05",
            "schedule { type = exponential, epochs = 1, factor = 0.5 }");
    TrainingOutcome outcome = NoisyLine.trained(settings);
    Errors errors = outcome.validation().errors(0);

    assertThat(measure(errors, "coverage of 0.1 to 0.9")).isCloseTo(0.8, within(0.03));
    for (double level : LEVELS) {
      assertThat(measure(errors, "share below " + level)).isCloseTo(level, within(0.02));
    }
    // From the 10 % quantile of a normal distribution to the 90 % one are 2.563 deviations.
    assertThat(measure(errors, "width of 0.1 to 0.9"))
        .isCloseTo(2.563 * NoisyLine.SIGMA, within(0.15));
    // The best median's mean absolute error is sigma · √(2/π).
    assertThat(errors.mae()).isCloseTo(0.798 * NoisyLine.SIGMA, within(0.03));
  }

  @Test
  void quantilesOfAnUntrainedNetworkDoNotCrossEither() {
    TrainingSettings settings =
        TrainingSettingsExamples.with("loss = quantiles, quantiles = [0.1, 0.2, 0.5, 0.9]");
    TrainingPlan plan = NoisyLine.plan(settings);
    ModelNetwork network = plan.newNetwork();
    WindowSet windows = NoisyLine.windows(3, 1_000);
    float[] forecasts = new float[4 * 1_000];
    new NetworkForecaster(network, NoisyLine.SHAPE, 1, plan.units(), 64)
        .forecast(windows, EpochOrder.ascending(1_000), 0, 1_000, forecasts);
    for (int i = 0; i < forecasts.length; i++) {
      if (i % 4 > 0) {
        assertThat(forecasts[i]).as("forecast %d", i / 4).isGreaterThanOrEqualTo(forecasts[i - 1]);
      }
    }
  }

  private static double measure(Errors errors, String name) {
    return errors.further().measures().stream()
        .filter(measure -> measure.name().equals(name))
        .mapToDouble(Measure::value)
        .findFirst()
        .orElseThrow();
  }
}
