package io.chronoshard.jobs.spark.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.chronoshard.jobs.spark.watch.RoundTasks.TrainingTask;
import io.chronoshard.train.ShardSize;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExecutorPaceTest {

  @Test
  void theWindowsOfAShardCountWhereItWasTrainedOn() {
    List<ShardSize> shards = List.of(new ShardSize(0, 600, 10), new ShardSize(1, 400, 10));
    List<TrainingTask> done =
        List.of(
            new TrainingTask(0, "10", "b", 1000, 7),
            new TrainingTask(1, "9", "a", 500, 7),
            new TrainingTask(0, "10", "b", 1000, 7),
            new TrainingTask(1, "10", "b", 500, 7));
    List<ExecutorPace> paces = ExecutorPace.of(done, shards);
    assertThat(paces)
        .containsExactly(
            new ExecutorPace("9", "a", 1, 200, 500), new ExecutorPace("10", "b", 3, 800, 2500));
    assertThat(paces.get(1)).hasToString("executor 10 (b): 320 windows/s a core, 2.5 s in 3 tasks");
  }
}
