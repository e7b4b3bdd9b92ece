package io.chronoshard.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.chronoshard.config.TrainingSettings;
import io.chronoshard.config.TrainingSettingsExamples;
import org.junit.jupiter.api.Test;

class ScheduleTest {

  private static double factor(String settings, double epoch) {
    return factor(settings, epoch, 0.125);
  }

  private static double factor(String settings, double epoch, double share) {
    TrainingSettings training =
        TrainingSettingsExamples.with("epochs = 8", "schedule { " + settings + " }");
    return new Schedule(training.schedule(), training.epochs()).factor(epoch, share);
  }

  @Test
  void withoutAScheduleTheRateStays() {
    assertThat(factor("type = constant", 0)).isEqualTo(1);
    assertThat(factor("type = constant", 7.5)).isEqualTo(1);
  }

  @Test
  void aStepComesAfterSoManyEpochs() {
    String step = "type = step, factor = 0.5, epochs = 2, least = 0.2";
    assertThat(factor(step, 0)).isEqualTo(1);
    assertThat(factor(step, 1.99)).isEqualTo(1);
    assertThat(factor(step, 2)).isEqualTo(0.5);
    assertThat(factor(step, 4)).isEqualTo(0.25);
    assertThat(factor(step, 6)).isEqualTo(0.2);
  }

  @Test
  void anExponentialFallsEvenly() {
    String exponential = "type = exponential, factor = 0.25, epochs = 2, least = 0.1";
    assertThat(factor(exponential, 0)).isEqualTo(1);
    assertThat(factor(exponential, 1)).isEqualTo(0.5);
    assertThat(factor(exponential, 0.5)).isCloseTo(Math.sqrt(0.5), within(1e-12));
    assertThat(factor(exponential, 7)).isEqualTo(0.1);
  }

  @Test
  void aCosineEndsAtTheLeastWithTheLastEpoch() {
    String cosine = "type = cosine, least = 0.1";
    assertThat(factor(cosine, 0)).isEqualTo(1);
    assertThat(factor(cosine, 4)).isCloseTo(0.55, within(1e-12));
    assertThat(factor(cosine, 2)).isCloseTo(0.1 + 0.9 * (1 + Math.sqrt(0.5)) / 2, within(1e-12));
    assertThat(factor(cosine, 8)).isEqualTo(0.1);
  }

  @Test
  void theRateRisesEvenlyBeforeTheScheduleBegins() {
    assertThat(factor("type = constant, warm-up = 2", 0)).isEqualTo(0.0625);
    assertThat(factor("type = constant, warm-up = 2", 0.5)).isEqualTo(0.3125);
    assertThat(factor("type = constant, warm-up = 2", 1.875)).isEqualTo(1);
    assertThat(factor("type = constant, warm-up = 2", 2)).isEqualTo(1);
    assertThat(factor("type = step, epochs = 2, warm-up = 2", 3.5)).isEqualTo(1);
    assertThat(factor("type = step, epochs = 2, warm-up = 2", 4)).isEqualTo(0.5);
    assertThat(factor("type = cosine, warm-up = 2", 5)).isCloseTo(0.5, within(1e-12));
  }

  /** A shard whose epoch is one minibatch. */
  @Test
  void noMinibatchTrainsNothing() {
    assertThat(factor("type = constant, warm-up = 1", 0, 1)).isEqualTo(1);
    assertThat(factor("type = constant, warm-up = 4", 0, 1)).isEqualTo(0.25);
    assertThat(factor("type = constant, warm-up = 0.5", 0, 1)).isEqualTo(1);
  }
}
