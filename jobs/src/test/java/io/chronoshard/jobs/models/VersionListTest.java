package io.chronoshard.jobs.models;

import static org.assertj.core.api.Assertions.assertThat;

import io.chronoshard.config.TimeAxis;
import io.chronoshard.registry.Provenance.TrainingData;
import io.chronoshard.registry.VersionSummary;
import io.chronoshard.registry.VersionSummary.Standing;
import io.chronoshard.registry.VersionSummary.Weights;
import io.chronoshard.train.TrainingHistory.Epoch;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class VersionListTest {

  private static VersionSummary version(int number, Weights weights) {
    return new VersionSummary(
        number,
        Standing.KEPT,
        Instant.EPOCH,
        new Epoch(1, 0.5, 0.5, 0.5, 0.5, Map.of()),
        weights,
        3,
        "vector",
        "run",
        new TrainingData(1, "", TimeAxis.rows(), 0, 9),
        "");
  }

  @Test
  void saysWhichErrorsAreThoseOfTheirOwnWeights() {
    String text =
        new VersionList(
                "m",
                "/r/m",
                List.of(version(1, Weights.GIVEN), version(2, Weights.FOUND)),
                Map.of())
            .text();
    assertThat(text)
        .endsWith(
            System.lineSeparator()
                + "v000002 weighs several networks, by weights that were found on the validation"
                + " part: elsewhere its error will be higher")
        .doesNotContain("v000001 weighs");
  }
}
