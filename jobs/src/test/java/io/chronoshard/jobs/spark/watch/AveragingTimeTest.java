package io.chronoshard.jobs.spark.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AveragingTimeTest {

  private final List<Double> measured = new ArrayList<>();
  private final AveragingTime time = new AveragingTime(measured::add);

  @Test
  void itIsTheSameWhetherSparkTellsBeforeTheRoundIsDoneOrAfter() {
    time.trained(1500);
    time.done(1000, 1750);
    time.done(1750, 2500);
    assertThat(measured).containsExactly(0.25);
    time.trained(2000);
    assertThat(measured).containsExactly(0.25, 0.5);
  }

  @Test
  void whatARoundBeforeCameToIsNotTakenForTheNext() {
    time.trained(2000);
    time.done(1000, 2000);
    time.done(2000, 3000);
    assertThat(measured).containsExactly(0.0);
    time.done(3000, 4000);
    time.trained(2400);
    assertThat(measured).containsExactly(0.0);
    time.trained(3900);
    assertThat(measured).containsExactly(0.0, 0.1);
  }

  @Test
  void whereAShardWasTrainedAgainTheLastTimeCounts() {
    time.trained(1200);
    time.trained(1900);
    time.done(1000, 2000);
    assertThat(measured).containsExactly(0.1);
  }
}
