package io.chronoshard.train;

import static org.assertj.core.api.Assertions.assertThat;

import io.chronoshard.config.TrainingSettings;
import io.chronoshard.config.TrainingSettingsExamples;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.math3.random.MersenneTwister;
import org.junit.jupiter.api.Test;

class PeriodTest {

  private static Period period(String... lines) {
    List<String> all = new ArrayList<>(List.of("epochs = 8, period = 4"));
    all.addAll(List.of(lines));
    return Period.of(TrainingSettingsExamples.with(all.toArray(String[]::new)));
  }

  private static int[] periods(Period period) {
    return IntStream.rangeClosed(1, 8).map(epoch -> period.of(epoch, 1)).toArray();
  }

  @Test
  void withoutGrowthItStays() {
    assertThat(periods(period())).containsOnly(4);
    assertThat(periods(period("period = 2000000000"))).containsOnly(2_000_000_000);
    assertThat(period("schedule.type = plateau").of(3, 0.01)).isEqualTo(4);
  }

  @Test
  void aStepComesAfterSoManyEpochsUpToTheMost() {
    assertThat(periods(period("period-growth { type = step, epochs = 3 }")))
        .containsExactly(4, 4, 4, 8, 8, 8, 16, 16);
    assertThat(
            periods(period("period-growth { type = step, epochs = 1, factor = 1.5, most = 20 }")))
        .containsExactly(4, 6, 9, 13, 20, 20, 20, 20);
    assertThat(
            period("period-growth { type = step, epochs = 1, factor = 1000, most = 2147483647 }")
                .of(2_000_000_000, 1))
        .isEqualTo(Integer.MAX_VALUE);
  }

  @Test
  void aQuadraticPeriodGrowsAsTheRateFalls() {
    String half = "schedule { type = step, factor = 0.5, epochs = 2 }";
    assertThat(periods(period(half, "period-growth.type = quadratic")))
        .containsExactly(4, 4, 16, 16, 64, 64, 256, 256);
    assertThat(periods(period(half, "period-growth { type = quadratic, most = 50 }")))
        .containsExactly(4, 4, 16, 16, 50, 50, 50, 50);
    // 0.01 over 0.002, 0.001, 0.0005 and 0.00025.
    String rate = "optimizer.learning-rate = 0.002";
    assertThat(periods(period(half, rate, "period-growth { type = quadratic, alpha = 0.01 }")))
        .containsExactly(25, 25, 100, 100, 400, 400, 1024, 1024);
    assertThat(periods(period(half, rate, "period-growth { type = quadratic, alpha = 0.003 }")))
        .containsExactly(4, 4, 9, 9, 36, 36, 144, 144);
  }

  /** Else the first epochs, whose rates are small, would have the longest periods. */
  @Test
  void whileTheRateWarmsUpItIsThatOfTheWholeRate() {
    assertThat(
            periods(
                period(
                    "schedule { type = step, factor = 0.5, epochs = 2, warm-up = 1.5 }",
                    "period-growth.type = quadratic")))
        .containsExactly(4, 4, 4, 4, 16, 16, 64, 64);
  }

  @Test
  void aPlateausFactorCounts() {
    Period period = period("schedule.type = plateau", "period-growth.type = quadratic");
    assertThat(period.of(1, 1)).isEqualTo(4);
    assertThat(period.of(5, 0.5)).isEqualTo(16);
    assertThat(period.of(5, 0)).isEqualTo(1024);
  }

  @Test
  void roundsAreEnoughForEachWindowAndNoMore() {
    for (int seed = 1; seed <= 200; seed++) {
      MersenneTwister random = new MersenneTwister(new int[] {seed});
      int batch = 1 + random.nextInt(9);
      int epoch = 1 + random.nextInt(4);
      Period period =
          period(
              "period = " + (1 + random.nextInt(5)), "period-growth { type = step, epochs = 1 }");
      int ofRound = batch * period.of(epoch, 1);
      List<ShardSize> shards = new ArrayList<>();
      int most = 0;
      for (int shard = 0; shard <= random.nextInt(5); shard++) {
        shards.add(new ShardSize(shard, random.nextInt(300), 0));
        most = Math.max(most, shards.get(shard).training());
      }
      int rounds = period.rounds(shards, batch, epoch, 1);
      assertThat((long) rounds * ofRound).as("seed %d", seed).isGreaterThanOrEqualTo(most);
      assertThat((rounds - 1L) * ofRound).as("seed %d", seed).isLessThan(Math.max(1, most));
    }
  }

  /** One shard has nothing to average: where its rounds end changes no bit. */
  @Test
  void oneShardIsOneMachineWhateverThePeriods() {
    List<Shard> shards = MadeUpShards.TINY.deal(2, 1, 90, 20);
    List<TrainingOutcome> outcomes = new ArrayList<>();
    List<Integer> rounds = new ArrayList<>();
    for (String growth :
        List.of("type = fixed", "type = step, epochs = 1, factor = 3", "type = quadratic")) {
      TrainingSettings settings =
          TrainingSettingsExamples.with(
              "loss = mse, epochs = 3, batch = 8, period = 2, shards = 1",
              "schedule { type = exponential, factor = 0.5, epochs = 1 }",
              "period-growth { " + growth + " }");
      TrainingPlan plan = MadeUpShards.TINY.lstm(settings);
      List<TrainingProgress> reached = new ArrayList<>();
      outcomes.add(
          new TrainingLoop(settings, new LocalWorkers(shards, plan), new Silence(), reached::add)
              .run(ModelState.of(plan.newNetwork())));
      rounds.add(reached.size() + 1);
    }
    assertThat(rounds).containsExactly(18, 6 + 2 + 1, 6 + 2 + 1);
    assertThat(outcomes).allMatch(outcomes.get(0)::equals);
  }

  @Test
  void eachShardsEpochHasItsWindowsOnceWhateverThePeriod() {
    for (int seed = 1; seed <= 20; seed++) {
      TrainingSettings settings =
          TrainingSettingsExamples.with(
              "loss = mse, epochs = 4, batch = 7, seed = " + seed,
              "period-growth { type = step, epochs = 1, factor = 1.5 }",
              "period = " + (1 + seed % 3),
              "shards = " + (1 + seed % 4),
              "optimizer { type = " + optimizer(seed) + " }");
      TrainingPlan plan = MadeUpShards.TINY.lstm(settings);
      List<Shard> shards = MadeUpShards.TINY.deal(seed, 1 + seed % 4, 50 + seed, 20);
      // Counted by EpochRounds, epoch by epoch.
      TrainingOutcome outcome =
          new TrainingLoop(settings, new LocalWorkers(shards, plan), new Silence())
              .run(ModelState.of(plan.newNetwork()));
      assertThat(outcome.history().epochs()).as("seed %d", seed).hasSize(4);
    }
  }

  private static String optimizer(int seed) {
    return seed % 2 == 0 ? "sgd" : "adam";
  }
}
