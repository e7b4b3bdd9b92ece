package io.chronoshard.jobs.spark.watch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TrainedTasksTest {

  @Test
  void whatAnExecutorDidIsAddedUp() {
    TrainedTasks trained = new TrainedTasks();
    trained.add(new ExecutorPace("10", "b", 1, 300, 1000), 7);
    trained.add(new ExecutorPace("9", "a", 1, 200, 500), 9);
    trained.add(new ExecutorPace("10", "b", 1, 300, 1000), 8);
    trained.add(new ExecutorPace("10", "b", 1, 200, 500), 7);
    assertThat(trained.paces())
        .containsExactly(
            new ExecutorPace("9", "a", 1, 200, 500), new ExecutorPace("10", "b", 3, 800, 2500));
    assertThat(trained.resultBytes()).isEqualTo(9);
    assertThat(trained.paces().get(1))
        .hasToString("executor 10 (b): 320 windows/s a core, 2.5 s in 3 tasks");
  }
}
