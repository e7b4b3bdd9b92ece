package io.chronoshard.jobs.train;

import static org.assertj.core.api.Assertions.assertThat;

import io.chronoshard.registry.SeriesSummary;
import io.chronoshard.registry.SeriesSummary.Named;
import io.chronoshard.registry.SeriesSummary.Spread;
import io.chronoshard.registry.SeriesSummary.Without;
import io.chronoshard.train.SeriesResult.Diverged;
import io.chronoshard.train.SeriesResult.Standing;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SeriesTextTest {

  @Test
  void tellsTheSpreadAndWhoHasNone() {
    SeriesSummary summary =
        new SeriesSummary(
            7,
            5,
            Optional.of(
                new Spread(
                    new Named("a", 0.125, 0.25), new Named("b", 0.5, 1), new Named("c", 2.25, 2))),
            List.of(
                new Without("d", Standing.FEW_WINDOWS, 1),
                new Without("e", Standing.NO_VALIDATION, 99),
                new Without("f", Standing.DIVERGED, 99, Optional.of(new Diverged("training", 3)))));
    assertThat(new SeriesText(summary))
        .hasToString(
            " by a network for each of 7 series (best 0.1250 of \"a\", median 0.5000 of \"b\","
                + " worst 2.2500 of \"c\"; better than the network of all series on 5) and the"
                + " network of all series for 3: \"d\" (1 window to train on), \"e\" (no window to"
                + " validate on), \"f\" (its training loss diverged in epoch 3)");
  }

  @Test
  void namesFewOfMany() {
    SeriesSummary summary =
        new SeriesSummary(
            2,
            0,
            Optional.empty(),
            Collections.nCopies(12, new Without("s", Standing.FEW_WINDOWS, 3)));
    assertThat(new SeriesText(summary).toString())
        .startsWith(
            " by a network for each of 2 series and the network of all series for 12: \"s\" (3"
                + " windows")
        .endsWith(" and 2 more");
  }
}
