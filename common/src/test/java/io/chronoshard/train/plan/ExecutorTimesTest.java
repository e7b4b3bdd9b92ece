package io.chronoshard.train.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.chronoshard.config.OptimizerSettings;
import io.chronoshard.config.TrainingSettingsExamples;
import io.chronoshard.train.MadeUpShards;
import io.chronoshard.train.ShardSize;
import io.chronoshard.train.plan.ExecutorTimes.Facts;
import io.chronoshard.train.plan.Prediction.Rounds;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExecutorTimesTest {

  private static final Speed SPEED = new Speed(1, 1, 2, 0.01, 0.0001);

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void theCurveFallsUntilAllShardsTrainAtOnce(int seed) {
    EpochClock clock = EpochClockTest.drawn(seed);
    ExecutorTimes times = ExecutorTimes.of(facts(clock, 0.01, ClusterExamples.processes(3, 2)));

    int most = (clock.shards().size() - 1) / 2 + 1;
    List<ExecutorTime> rows = times.rows();
    assertThat(rows.get(0).executors()).isEqualTo(1);
    assertThat(rows).anyMatch(row -> row.executors() == most);
    assertThat(rows).anyMatch(row -> row.executors() == 3);
    for (int i = 1; i < rows.size(); i++) {
      ExecutorTime before = rows.get(i - 1);
      ExecutorTime row = rows.get(i);
      assertThat(row.executors()).isGreaterThan(before.executors());
      assertThat(row.cores()).isEqualTo(2 * row.executors());
      assertThat(row.epochSeconds()).isLessThanOrEqualTo(before.epochSeconds() + 1e-9);
      if (before.executors() >= most) {
        assertThat(row.epochSeconds())
            .as("all shards train at once")
            .isEqualTo(before.epochSeconds());
      }
      assertThat(row.runSeconds()).isEqualTo(5 * row.epochSeconds());
    }
    assertThat(times.enough()).isBetween(1, most);
    assertThat(times.on(times.enough()).epochSeconds())
        .isLessThanOrEqualTo(1.05 * times.on(most).epochSeconds());
  }

  @Test
  void whereRoundsAreCheapShardsAreTheLimit() {
    ExecutorTimes times = ExecutorTimes.of(facts(even(8), 0.0001, ClusterExamples.processes(1, 1)));

    assertThat(times.enough()).isEqualTo(8);
    assertThat(times.reason())
        .isEqualTo(
            "there are 8 shards, and no more than 8 tasks train at once; more shards make another model");
    assertThat(times.rows()).extracting(ExecutorTime::executors).containsExactly(1, 2, 4, 8);
    assertThat(times.on(8).windowsPerSecond()).isGreaterThan(7 * times.on(1).windowsPerSecond());
  }

  @Test
  void whereRoundsAreDearTheyAreTheLimit() {
    ExecutorTimes times = ExecutorTimes.of(facts(even(64), 3.0, ClusterExamples.processes(1, 1)));

    assertThat(times.enough()).isLessThan(64);
    assertThat(times.reason())
        .contains(" % of an epoch is what each round takes whoever trains")
        .contains("a longer training.period has fewer rounds");
    assertThat(times.on(times.enough()).roundShare()).isGreaterThan(0.5);
  }

  @Test
  void oneShardIsTrainedByOneTask() {
    ExecutorTimes times = ExecutorTimes.of(facts(even(1), 0.01, ClusterExamples.processes(2, 4)));

    assertThat(times.enough()).isEqualTo(1);
    assertThat(times.reason()).isEqualTo("there is one shard, and one task trains it");
    assertThat(times.rows()).extracting(ExecutorTime::executors).containsExactly(1, 2);
  }

  /** So that what is predicted of an epoch is compared with that very one. */
  @Test
  void eachEpochOfAGrowingPeriodHasItsOwnRoundsAndTime() {
    int epochs = 9;
    EpochClock clock =
        new EpochClock(
            MadeUpShards.TINY.plan(
                TrainingSettingsExamples.with(
                    "epochs = 9, batch = 16, period = 4, period-growth { type = step, epochs = 2, most = 16 }"),
                "type = lstm, units = 2"),
            List.of(new ShardSize(0, 3200, 100), new ShardSize(1, 2000, 0)));
    Rounds rounds = Rounds.of(clock, epochs, 2);
    ExecutorTime time =
        ExecutorTimes.of(
                new Facts(
                    clock,
                    new Calibration(List.of(SPEED), 0.5, 10),
                    List.of(1),
                    epochs,
                    ClusterExamples.processes(1, 1),
                    executors -> 1))
            .on(1);

    assertThat(rounds.ofEpochs()).containsExactly(50, 50, 25, 25, 13);
    double sum = 0;
    for (int epoch = 1; epoch <= epochs; epoch++) {
      assertThat(rounds.of(epoch)).isEqualTo(clock.at(epoch).rounds());
      assertThat(time.epochSeconds(epoch)).isEqualTo(clock.at(epoch).seconds(1, SPEED, 0.5));
      sum += time.epochSeconds(epoch);
    }
    assertThat(time.runSeconds()).isEqualTo(sum);
    assertThat(rounds.all()).isEqualTo(2L * (50 + 50 + 25 + 25 + 5 * 13));
  }

  private static EpochClock even(int shards) {
    return new EpochClock(
        MadeUpShards.TINY.lstm(MadeUpShards.settings(OptimizerSettings.Type.SGD, 0.1, 5, 10, 16)),
        IntStream.range(0, shards).mapToObj(shard -> new ShardSize(shard, 3200, 100)).toList());
  }

  private static Facts facts(EpochClock clock, double roundSeconds, Cluster cluster) {
    return new Facts(
        clock,
        new Calibration(List.of(SPEED), roundSeconds, 10),
        List.of(1),
        5,
        cluster,
        executors -> 1);
  }
}
