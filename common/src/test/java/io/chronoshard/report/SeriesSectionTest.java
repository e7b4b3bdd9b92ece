package io.chronoshard.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.chronoshard.registry.SeriesSummary;
import io.chronoshard.registry.SeriesSummary.Named;
import io.chronoshard.registry.SeriesSummary.Spread;
import io.chronoshard.registry.SeriesSummary.Without;
import io.chronoshard.train.SeriesResult.Standing;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SeriesSectionTest {

  @Test
  void tellsTheSpreadOfErrorsAndWhoHasNoNetwork() {
    SeriesSummary summary =
        new SeriesSummary(
            1_998,
            1_500,
            Optional.of(
                new Spread(
                    new Named("a", 0.125, 0.25), new Named("b", 0.5, 1), new Named("c", 2.25, 2))),
            List.of(
                new Without("d", Standing.FEW_WINDOWS, 1),
                new Without("<e>", Standing.NO_VALIDATION, 99)));
    assertThat(new SeriesSection(summary).html().toString())
        .contains("Each of 1,998 series has a network of its own")
        .contains("1,500 of them are better by their own network")
        .contains("smallest", "median", "largest", "2.25")
        .contains("Without one: d (1 window to train on), &lt;e&gt; (no window to validate on).");
  }

  @Test
  void withoutValidationThereIsNoSpread() {
    SeriesSummary summary = new SeriesSummary(3, 0, Optional.empty(), List.of());
    assertThat(new SeriesSection(summary).html().toString())
        .contains("Each of 3 series has a network of its own")
        .doesNotContain("validation", "Without one");
  }
}
