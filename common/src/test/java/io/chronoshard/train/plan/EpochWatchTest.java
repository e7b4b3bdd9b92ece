package io.chronoshard.train.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.chronoshard.train.EpochProgress;
import io.chronoshard.train.OuterMomentum;
import io.chronoshard.train.RandomTraining;
import io.chronoshard.train.Silence;
import io.chronoshard.train.TrainingHistory.Epoch;
import io.chronoshard.train.TrainingProgress;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EpochWatchTest {

  private static final Epoch DONE = new Epoch(1, 1, 1, 1, 1);

  private final Hands clock = new Hands();
  private final EpochWatch watch = new EpochWatch(new Silence(), clock);

  @Test
  void theMedianOfEpochsCounts() {
    watch.trainingStarted(List.of(), 3);
    for (int millis : List.of(9_000, 2_000, 2_500)) {
      epoch(millis);
    }

    assertThat(watch.epochSeconds()).hasValue(2.5);
    assertThat(watch.rounds()).isEqualTo(7);
  }

  @Test
  void anEpochThatWasBegunBeforeDoesNotCount() {
    RandomTraining training = RandomTraining.of(1);
    watch.trainingStarted(List.of(), 3);
    watch.resumed(
        new TrainingProgress(
            List.of(),
            new EpochProgress(training.initial(), OuterMomentum.NONE, 3, 48, 1),
            Optional.empty(),
            List.of(),
            Optional.empty()));
    epoch(100);
    assertThat(watch.epochSeconds()).isEmpty();
    epoch(4_000);
    assertThat(watch.epochSeconds()).hasValue(4);
  }

  private void epoch(int millis) {
    watch.epochStarted(1, 7);
    clock.now = clock.now.plusMillis(millis);
    watch.epochDone(DONE, 1);
  }

  /** A clock that is set by hand. */
  private static final class Hands extends Clock {

    private Instant now = Instant.EPOCH;

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      return now;
    }
  }
}
