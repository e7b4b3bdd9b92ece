package io.chronoshard.jobs.spark.placement;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExecutorTest {

  /** As Spark itself counts, which hands out whole GPUs, or equal parts of one. */
  @ParameterizedTest
  @CsvSource({
    "8, 1, 0, 0, 8",
    "8, 3, 0, 0, 2",
    "8, 1, 2, 1, 2",
    "8, 1, 2, 0.5, 4",
    "8, 1, 2, 0.3, 6",
    "8, 1, 3, 2, 1",
    "2, 1, 4, 0.25, 2",
    "4, 1, 0, 1, 0",
    "8, 4, 4, 1, 2"
  })
  void whatIsScarcestDecidesHowManyTasksRunAtATime(
      int cores, double coresOfTask, int gpus, double gpusOfTask, int slots) {
    Map<String, Double> takes =
        gpusOfTask == 0
            ? Map.of("cpus", coresOfTask)
            : Map.of("cpus", coresOfTask, "gpu", gpusOfTask);
    assertThat(Executor.slots(Map.of("cpus", cores, "gpu", gpus), takes)).isEqualTo(slots);
  }
}
