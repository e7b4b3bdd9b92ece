package io.chronoshard.jobs.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import org.apache.spark.SparkContext;
import org.junit.jupiter.api.Test;

/** What a context throws that Spark stops while another thread makes it depends on the moment. */
class StandaloneMasterTest {

  @Test
  void aContextThatIsStoppedWhileItIsMadeIsKnownByWhatSparkSays() {
    assertThat(
            StandaloneMaster.wasStoppedWhileMade(
                new IllegalStateException(
                    "Cannot call methods on a stopped SparkContext.\nIt was created at")))
        .isTrue();
  }

  @Test
  void orByThePartsThatAreGone() {
    for (RuntimeException gone :
        List.of(new NullPointerException("scheduler"), new RejectedExecutionException("cleaner"))) {
      assertThat(StandaloneMaster.wasStoppedWhileMade(thrownIn(gone, SparkContext.class.getName())))
          .isTrue();
    }
  }

  @Test
  void otherFailuresAreNotTakenForIt() {
    assertThat(
            StandaloneMaster.wasStoppedWhileMade(
                thrownIn(new NullPointerException("scheduler"), "io.chronoshard.jobs.IngestJob")))
        .isFalse();
    assertThat(StandaloneMaster.wasStoppedWhileMade(new NullPointerException())).isFalse();
  }

  private static RuntimeException thrownIn(RuntimeException gone, String constructed) {
    gone.setStackTrace(
        new StackTraceElement[] {
          new StackTraceElement("scala.Option", "get", "Option.scala", 1),
          new StackTraceElement(constructed, "<init>", "Made.scala", 2)
        });
    return gone;
  }
}
