package io.chronoshard.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.chronoshard.evaluate.Evaluation.HeadErrors;
import io.chronoshard.evaluate.Evaluation.Losses;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HeadSectionTest {

  @Test
  void tellsTheLossOfAllAndLossAndMetricsOfEach() {
    Losses losses =
        new Losses(
            0.75,
            List.of(
                new HeadErrors("near", 0.25, Map.of("mae", 1.5)),
                new HeadErrors("far", 1, Map.of("rmse", 3.25, "bias", -0.5)),
                new HeadErrors("gale", 0.5, Map.of("accuracy", 0.875, "brier", 0.125))));
    assertThat(new HeadSection(losses).html().toString())
        .contains("Outputs", "near", "0.25", "1.5", "far", "3.25", "−0.5")
        .contains("gale", "0.875", "0.125")
        .contains("MAE", "RMSE", "Bias", "Accuracy", "Brier")
        .contains("all, by their weights", "0.75");
  }

  @Test
  void oneOutputNeedsNoTable() {
    Losses losses = new Losses(0.25, List.of(new HeadErrors("output", 0.25, Map.of("mae", 1.5))));
    assertThat(new HeadSection(losses).html().toString()).isEmpty();
  }
}
