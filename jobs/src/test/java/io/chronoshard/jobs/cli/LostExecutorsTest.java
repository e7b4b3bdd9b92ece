package io.chronoshard.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.chronoshard.error.ClusterException;
import io.chronoshard.error.DataException;
import java.util.List;
import org.apache.spark.SparkException;
import org.junit.jupiter.api.Test;

/** The texts are those of Spark 3.5. */
class LostExecutorsTest {

  private static final String KILLED =
      "Job aborted due to stage failure: Task 0 in stage 5.0 failed 4 times, most recent failure:"
          + " Lost task 0.3 in stage 5.0 (TID 23) (host-b executor 4): ExecutorLostFailure (executor 4"
          + " exited caused by one of the running tasks) Reason: Container killed by YARN for exceeding"
          + " physical memory limits. 1.4 GB of 1.4 GB physical memory used.";

  @Test
  void executorsThatWereLostAreNoDefect() {
    String trace = "\nDriver stacktrace:\n\tat org.apache.spark.scheduler.DAGScheduler";
    ClusterException lost =
        (ClusterException)
            ExitCodes.mendable(
                new IllegalStateException("round", new SparkException(KILLED + trace)));
    assertThat(lost).isNotNull();
    assertThat(lost.exitCode()).isEqualTo(6);
    assertThat(lost)
        .hasMessageStartingWith("the cluster lost the executors that worked on this: " + KILLED)
        .hasMessageContainingAll("--executor-memory", "spark.executor.memoryOverhead")
        .hasMessageNotContainingAny("stacktrace", "DAGScheduler");
  }

  @Test
  void soAreThoseThatRanOutOfMemoryAndApplicationsThatTheClusterEnded() {
    for (String text :
        List.of(
            "Job aborted due to stage failure: Task 1 in stage 2.0 failed 4 times, most recent failure:"
                + " Lost task 1.3 in stage 2.0 (TID 9) (host-a executor 2): java.lang.OutOfMemoryError:"
                + " Java heap space\n\tat io.chronoshard.train.Shard.of(Shard.java:7)",
            "Job aborted due to stage failure: Master removed our application: FAILED",
            "Job 7 cancelled because SparkContext was shut down")) {
      assertThat(ExitCodes.mendable(new SparkException(text)))
          .as(text)
          .isInstanceOf(ClusterException.class)
          .hasMessageNotContaining("\tat ");
    }
  }

  @Test
  void whatATaskThrewIsStillWhatItIs() {
    assertThat(
            ExitCodes.mendable(
                new SparkException(
                    "Job aborted due to stage failure: Task 0 in stage 5.0 failed 4 times, most recent"
                        + " failure: Lost task 0.3 in stage 5.0: java.lang.IllegalStateException")))
        .isNull();
    assertThat(ExitCodes.mendable(new IllegalStateException("Lost: java.lang.OutOfMemoryError")))
        .isNull();
    DataException data = new DataException("a.csv, line 7: mend it");
    assertThat(ExitCodes.mendable(new SparkException(KILLED, data))).isSameAs(data);
  }
}
