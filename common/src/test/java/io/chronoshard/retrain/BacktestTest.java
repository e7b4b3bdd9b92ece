package io.chronoshard.retrain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.chronoshard.gate.Evidence.MeanLoss;
import io.chronoshard.retrain.Backtest.Fold;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BacktestTest {

  @Test
  void aMeanIsOverAllWindowsOfThoseThatEachFoldWithWindowsHas() {
    Backtest backtest =
        new Backtest(
            List.of(
                fold(30, new MeanLoss("a", 1, 0), new MeanLoss("b", 2, 0), new MeanLoss("c", 5, 0)),
                fold(10, new MeanLoss("b", 6, 0), new MeanLoss("a", 3, 0)),
                fold(0)));

    assertThat(backtest.means()).extracting(MeanLoss::contender).containsExactly("a", "b");
    assertThat(backtest.means().get(0).loss()).isEqualTo(1.5, within(1e-12));
    assertThat(backtest.means().get(1).loss()).isEqualTo(3, within(1e-12));
  }

  @Test
  void withoutWindowsNothingIsTold() {
    assertThat(Backtest.NONE.means()).isEmpty();
    assertThat(new Backtest(List.of(fold(0))).means()).isEmpty();
  }

  private static Fold fold(long windows, MeanLoss... losses) {
    return new Fold(
        Instant.EPOCH,
        Instant.EPOCH.plusSeconds(60),
        windows,
        Stream.of(losses).toList(),
        List.of());
  }
}
