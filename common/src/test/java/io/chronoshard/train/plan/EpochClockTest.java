package io.chronoshard.train.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.chronoshard.config.OptimizerSettings;
import io.chronoshard.train.Averaging;
import io.chronoshard.train.EpochProgress;
import io.chronoshard.train.EpochRounds;
import io.chronoshard.train.MadeUpShards;
import io.chronoshard.train.ModelState;
import io.chronoshard.train.RandomTraining;
import io.chronoshard.train.RoundResult;
import io.chronoshard.train.Shard;
import io.chronoshard.train.ShardSize;
import io.chronoshard.train.ShardTrainer;
import io.chronoshard.train.Silence;
import io.chronoshard.train.TrainingPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.commons.math3.random.MersenneTwister;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EpochClockTest {

  private static final Speed SPEED = new Speed(1, 1, 1, 0.003, 0.0001);

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(ints = {1, 2, 3, 4, 5, 6})
  void roundsAndMinibatchesAreThoseThatAreExecuted(int seed) {
    RandomTraining training = RandomTraining.of(seed);
    List<ShardSize> sizes = training.shards().stream().map(ShardSize::of).toList();
    ShardTrainer trainer = new ShardTrainer(training.plan());
    AtomicInteger executed = new AtomicInteger();
    AtomicInteger minibatches = new AtomicInteger();

    new EpochRounds(training.plan(), sizes)
        .run(
            EpochProgress.begin(training.initial()),
            (start, round) -> {
              executed.incrementAndGet();
              List<RoundResult> results = results(training.shards(), trainer, start, round);
              results.forEach(
                  one -> minibatches.addAndGet((one.windows() - 1) / training.plan().batch() + 1));
              return Averaging.mean(results, training.shards().size());
            },
            new Silence(),
            at -> {});

    EpochClock clock = new EpochClock(training.plan(), sizes);
    assertThat(clock.rounds()).isEqualTo(executed.get());
    assertThat(clock.busiestMinibatches(1)).isEqualTo(minibatches.get());
  }

  private static List<RoundResult> results(
      List<Shard> shards, ShardTrainer trainer, ModelState start, int round) {
    List<RoundResult> results = new ArrayList<>();
    shards.forEach(shard -> trainer.train(shard, start, round).ifPresent(results::add));
    return results;
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void moreSlotsNeverTakeLongerAndMoreThanShardsChangeNothing(int seed) {
    EpochClock clock = drawn(seed);
    int shards = clock.shards().size();
    double before = clock.seconds(1, SPEED, 0.02);
    for (int slots = 2; slots <= shards; slots++) {
      double now = clock.seconds(slots, SPEED, 0.02);
      assertThat(now).as("seed %d, %d slots", seed, slots).isLessThanOrEqualTo(before + 1e-9);
      before = now;
    }
    for (int slots : List.of(shards + 1, 2 * shards, 1 << 20)) {
      assertThat(clock.seconds(slots, SPEED, 0.02)).isEqualTo(before);
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void noSlotCanDoMoreThanItsShareAndNoShardLessThanItsOwn(int seed) {
    EpochClock clock = drawn(seed);
    long all = 0;
    long largest = 0;
    for (ShardSize shard : clock.shards()) {
      long own = (shard.training() - 1L) / clock.plan().batch() + 1;
      all += own;
      largest = Math.max(largest, own);
    }
    for (int slots = 1; slots <= clock.shards().size(); slots++) {
      assertThat(clock.busiestMinibatches(slots))
          .isGreaterThanOrEqualTo(Math.max((double) largest, (double) all / slots));
    }
    assertThat(clock.busiestMinibatches(1)).isEqualTo((double) all);
    assertThat(clock.busiestMinibatches(clock.shards().size())).isEqualTo((double) largest);
  }

  @Test
  void anEpochIsItsMinibatchesItsRoundsAndItsValidation() {
    TrainingPlan plan =
        MadeUpShards.TINY.lstm(MadeUpShards.settings(OptimizerSettings.Type.SGD, 0.1, 1, 10, 4));
    EpochClock clock =
        new EpochClock(plan, List.of(new ShardSize(0, 95, 20), new ShardSize(1, 80, 30)));

    assertThat(clock.rounds()).isEqualTo(3);
    // 4 + 4 + 2 minibatches of the larger shard, 30 windows of the larger validation.
    assertThat(clock.seconds(2, SPEED, 0.5))
        .isCloseTo(10 * 0.003 + 3 * 0.5 + 30 * 0.0001 + 0.5, within(1e-12));
    assertThat(clock.seconds(1, SPEED, 0.5))
        .isCloseTo(18 * 0.003 + 3 * 0.5 + 50 * 0.0001 + 0.5, within(1e-12));
  }

  /** Shards of random sizes. */
  static EpochClock drawn(int seed) {
    MersenneTwister random = new MersenneTwister(new int[] {seed});
    List<ShardSize> sizes = new ArrayList<>();
    int shards = 1 + random.nextInt(12);
    for (int shard = 0; shard < shards; shard++) {
      sizes.add(new ShardSize(shard, 1 + random.nextInt(2000), random.nextInt(500)));
    }
    TrainingPlan plan =
        MadeUpShards.TINY.lstm(
            MadeUpShards.settings(
                OptimizerSettings.Type.ADAM,
                0.1,
                1,
                1 + random.nextInt(32),
                1 + random.nextInt(20)));
    return new EpochClock(plan, sizes);
  }
}
