package io.chronoshard.train.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.chronoshard.train.ClockSetByHand;
import io.chronoshard.train.EpochProgress;
import io.chronoshard.train.OuterMomentum;
import io.chronoshard.train.RandomTraining;
import io.chronoshard.train.Silence;
import io.chronoshard.train.TrainingHistory.Epoch;
import io.chronoshard.train.TrainingProgress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class EpochWatchTest {

  private static final Epoch DONE = new Epoch(1, 1, 1, 1, 1);

  private final ClockSetByHand clock = new ClockSetByHand();
  private final EpochWatch watch = new EpochWatch(new Silence(), clock);

  @Test
  void theEpochOfTheMedianTimeCounts() {
    watch.trainingStarted(List.of(), 3);
    assertThat(watch.epoch()).isEmpty();
    epoch(1, 9, 9_000);
    epoch(2, 8, 2_000);
    epoch(3, 7, 2_500);

    assertThat(watch.epoch()).contains(new SeenEpoch(3, 7, OptionalDouble.of(2.5)));
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
    epoch(4, 6, 100);
    assertThat(watch.epoch()).contains(new SeenEpoch(4, 6, OptionalDouble.empty()));
    epoch(5, 7, 4_000);
    assertThat(watch.epoch()).contains(new SeenEpoch(5, 7, OptionalDouble.of(4)));
  }

  private void epoch(int number, int rounds, int millis) {
    watch.epochStarted(number, rounds);
    clock.pass(Duration.ofMillis(millis));
    watch.epochDone(DONE, 1);
  }
}
