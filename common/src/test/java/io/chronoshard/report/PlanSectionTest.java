package io.chronoshard.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.chronoshard.train.plan.Comparison;
import io.chronoshard.train.plan.Comparison.Line;
import io.chronoshard.train.plan.Comparison.Quantity;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlanSectionTest {

  @Test
  void tellsWhatWasPlannedBesideWhatHappened() {
    Comparison comparison =
        new Comparison(
            List.of(
                new Line(Quantity.TRAINING_WINDOWS, 12_345, 12_000),
                new Line(Quantity.EPOCH, 12.5, 13.75),
                new Line(Quantity.SHARDS, 3 << 20, 3 << 20)));

    assertThat(
            new TrainingSection(ReportExamples.planned(ReportExamples.winning(), comparison))
                .html()
                .toString())
        .contains("<h3>Plan and training</h3>")
        .contains("Training windows", "12,345", "12,000", "\u22122.8%")
        .contains("An epoch", "12.5 s", "13.8 s", "+10.0%")
        .contains("All shards in memory", "3.00 MiB", "0.0%");
  }

  @Test
  void saysNothingOfAPlanThatWasNotMade() {
    assertThat(new TrainingSection(ReportExamples.winning()).html().toString())
        .doesNotContain("Plan");
  }
}
