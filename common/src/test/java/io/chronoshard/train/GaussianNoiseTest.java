package io.chronoshard.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.chronoshard.config.TrainingSettingsExamples;
import io.chronoshard.model.error.Errors;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A model of mean and deviation finds the noise that its data were made with. */
class GaussianNoiseTest {

  @Test
  void theDeviationIsThatOfTheNoise() {
    TrainingOutcome outcome =
        NoisyLine.trained(
            TrainingSettingsExamples.with(
                "loss = gaussian",
                "epochs = 6, batch = 100, shards = 1, optimizer.learning-rate = 0.05",
                "schedule { type = exponential, epochs = 1, factor = 0.5 }"));
    Errors errors = outcome.validation().errors(0);
    List<Double> measures =
        errors.further().measures().stream().map(measure -> measure.value()).toList();

    // The likelihood of a normal distribution of that deviation, in the target's own unit.
    double sigma = NoisyLine.SIGMA;
    double entropy = StrictMath.log(sigma * StrictMath.sqrt(2 * StrictMath.PI * StrictMath.E));
    assertThat(measures.get(0)).isCloseTo(entropy, within(0.02));
    assertThat(measures.get(1)).isCloseTo(sigma, within(0.05 * sigma));
    assertThat(measures.get(2)).isCloseTo(0.683, within(0.02));
    assertThat(measures.get(3)).isCloseTo(0.954, within(0.01));
    assertThat(errors.rmse()).isCloseTo(sigma, within(0.05 * sigma));
    // The loss that stopping watches is in scaled units: smaller by the logarithm of the divisor.
    assertThat(outcome.validation().loss())
        .isCloseTo(measures.get(0) - StrictMath.log(3), within(1e-6));
  }
}
