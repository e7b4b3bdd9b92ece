package io.chronoshard.jobs.models;

import static org.assertj.core.api.Assertions.assertThat;

import io.chronoshard.config.TimeAxis;
import io.chronoshard.registry.Provenance.TrainingData;
import io.chronoshard.registry.SignedBy;
import io.chronoshard.registry.VersionSummary;
import io.chronoshard.registry.VersionSummary.Standing;
import io.chronoshard.registry.VersionSummary.Weights;
import io.chronoshard.train.TrainingHistory.Epoch;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
        "",
        SignedBy.NOBODY);
  }

  private static VersionSummary signed(int number, SignedBy by) {
    VersionSummary of = version(number, Weights.GIVEN);
    return new VersionSummary(
        number,
        of.standing(),
        of.created(),
        of.kept(),
        of.weights(),
        of.seed(),
        of.engine(),
        of.runId(),
        of.data(),
        of.modelHash(),
        by);
  }

  @Test
  void saysWhoHasSignedVersionsWhereAnybodyHas() {
    List<VersionSummary> versions =
        List.of(
            signed(1, SignedBy.key("plant.pem")),
            signed(2, SignedBy.NOBODY),
            signed(3, SignedBy.SOMEBODY));

    assertThat(new VersionList("m", "/r/m", versions, Map.of(), Optional.empty()).text().lines())
        .satisfiesExactly(
            head -> assertThat(head).endsWith("  signature"),
            rule -> assertThat(rule).endsWith("---"),
            one -> assertThat(one.strip()).endsWith("  signed by plant.pem"),
            two -> assertThat(two.strip()).endsWith("  not signed"),
            three -> assertThat(three.strip()).endsWith("  signed, by no trusted key"));
    assertThat(
            new VersionList("m", "/r/m", versions.subList(1, 2), Map.of(), Optional.empty()).text())
        .doesNotContain("sign");
  }

  @Test
  void saysWhichErrorsAreThoseOfTheirOwnWeights() {
    String text =
        new VersionList(
                "m",
                "/r/m",
                List.of(version(1, Weights.GIVEN), version(2, Weights.FOUND)),
                Map.of(),
                Optional.empty())
            .text();
    assertThat(text)
        .endsWith(
            System.lineSeparator()
                + "v000002 weighs several networks, by weights that were found on the validation"
                + " part: elsewhere its error will be higher")
        .doesNotContain("v000001 weighs");
  }
}
