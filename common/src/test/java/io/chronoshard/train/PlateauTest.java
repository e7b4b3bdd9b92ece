package io.chronoshard.train;

import static org.assertj.core.api.Assertions.assertThat;

import io.chronoshard.config.TrainingSettings;
import io.chronoshard.config.TrainingSettingsExamples;
import io.chronoshard.train.TrainingHistory.Epoch;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlateauTest {

  private static double factor(double... maes) {
    TrainingSettings settings =
        TrainingSettingsExamples.with(
            "schedule { type = plateau, patience = 2, factor = 0.5, least = 0.2, min-delta = 0.1 }");
    List<Epoch> epochs = new ArrayList<>();
    for (double mae : maes) {
      epochs.add(new Epoch(epochs.size() + 1, 0, 0, mae, 0));
    }
    return new Plateau(settings.schedule(), new Watched(settings.earlyStopping())).factor(epochs);
  }

  @Test
  void theRateFallsAfterAsManyEpochsWithoutImprovementAsPatienceSays() {
    assertThat(factor(3)).isEqualTo(1);
    assertThat(factor(3, 3)).isEqualTo(1);
    assertThat(factor(3, 3, 3)).isEqualTo(0.5);
    assertThat(factor(3, 3, 3, 3)).isEqualTo(0.5);
    assertThat(factor(3, 3, 3, 3, 3)).isEqualTo(0.25);
  }

  @Test
  void anImprovementKeepsTheRateAndStartsTheWaitAnew() {
    assertThat(factor(3, 3, 2, 2)).isEqualTo(1);
    assertThat(factor(3, 3, 2, 2, 2)).isEqualTo(0.5);
    assertThat(factor(3, 3, 3, 2, 1)).isEqualTo(0.5);
  }

  @Test
  void aChangeBelowTheSmallestIsNoImprovement() {
    assertThat(factor(3, 2.95, 2.92)).isEqualTo(0.5);
    assertThat(factor(3, 2.95, 2.85)).isEqualTo(1);
  }

  @Test
  void theRateDoesNotFallBelowTheLeast() {
    assertThat(factor(3, 3, 3, 3, 3, 3, 3, 3, 3)).isEqualTo(0.2);
  }
}
