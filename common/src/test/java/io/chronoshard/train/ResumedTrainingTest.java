package io.chronoshard.train;

import static org.assertj.core.api.Assertions.assertThat;

import io.chronoshard.train.TrainingHistory.End;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The law: stopped anywhere, a training that goes on comes to the same. */
class ResumedTrainingTest {

  @Test
  void aTrainingGoesOnFromAnyRoundAsIfItHadNeverStopped() {
    Set<End> ends = new HashSet<>();
    Set<Integer> averaged = new HashSet<>();
    Set<Double> factors = new HashSet<>();
    int notTheLast = 0;
    int withMomentum = 0;
    int growing = 0;
    for (int seed = 1; seed <= 12; seed++) {
      RandomTraining training = RandomTraining.of(seed);
      List<ShardSize> sizes = training.shards().stream().map(ShardSize::of).toList();
      List<TrainingProgress> reached = new ArrayList<>();
      TrainingOutcome whole = training.loop(reached::add).run(training.initial());
      List<Integer> periods = new ArrayList<>();
      int rounds = 0;
      for (ModelState begun : begun(training, reached)) {
        periods.add(training.plan().period().of(begun.nextEpoch(), begun.rateFactor()));
        rounds += training.plan().rounds(sizes, begun);
      }
      assertThat(periods).hasSameSizeAs(whole.history().epochs());
      assertThat(reached).as("seed %d", seed).hasSize(rounds - 1);
      for (int i = 0; i < reached.size(); i++) {
        TrainingProgress from = reached.get(i);
        List<TrainingProgress> left = new ArrayList<>();
        assertThat(training.loop(left::add).run(from))
            .as("seed %d, after round %d", seed, i + 1)
            .isEqualTo(whole);
        assertThat(left).isEqualTo(reached.subList(i + 1, reached.size()));
        factors.add(from.current().state().rateFactor());
        withMomentum += from.current().momentum().equals(OuterMomentum.NONE) ? 0 : 1;
      }
      growing += periods.stream().distinct().count() > 1 ? 1 : 0;
      ends.add(whole.history().end());
      averaged.add(whole.history().averaged());
      notTheLast += whole.history().kept().epoch() < whole.history().epochs().size() ? 1 : 0;
    }
    // Each of what may go wrong was met.
    assertThat(ends).containsExactlyInAnyOrder(End.EPOCHS, End.PATIENCE);
    assertThat(averaged).contains(1, 2);
    assertThat(factors).contains(1.0, 0.5);
    assertThat(notTheLast).isPositive();
    assertThat(withMomentum).isPositive();
    assertThat(growing).isGreaterThan(2);
  }

  /** What it began from is validated once, and stays known. */
  @Test
  void aTrainingThatBeginsFromAnotherOneGoesOnFromAnyRoundToo() {
    int validated = 0;
    for (int seed = 1; seed <= 6; seed++) {
      RandomTraining training = RandomTraining.of(seed);
      ModelState learned = training.loop(at -> {}).run(training.initial()).best().beforeEpochs();
      List<TrainingProgress> reached = new ArrayList<>();
      TrainingOutcome whole = training.loop(reached::add).run(learned);
      assertThat(whole.history().start().isPresent()).isEqualTo(training.settings().validate());
      assertThat(whole.best().iteration()).isGreaterThan(learned.iteration());
      assertThat(whole.best().epoch()).isEqualTo(whole.history().kept().epoch());
      List<TrainingHistory.Epoch> heard = new ArrayList<>();
      TrainingListener listener =
          new Silence() {
            @Override
            public void begun(TrainingHistory.Epoch start) {
              heard.add(start);
            }
          };
      for (TrainingProgress from : reached) {
        assertThat(
                new TrainingLoop(
                        training.settings(),
                        new LocalWorkers(training.shards(), training.plan()),
                        listener)
                    .run(from))
            .as("seed %d, after round %d", seed, from.current().rounds())
            .isEqualTo(whole);
      }
      assertThat(heard).as("seed %d", seed).isEmpty();
      validated += training.settings().validate() ? 1 : 0;
    }
    assertThat(validated).isBetween(1, 5);
  }

  /** The states that epochs begin with. */
  private static List<ModelState> begun(RandomTraining training, List<TrainingProgress> reached) {
    return Stream.concat(
            Stream.of(training.initial()),
            reached.stream()
                .map(TrainingProgress::current)
                .filter(epoch -> epoch.rounds() == 0)
                .map(EpochProgress::state))
        .toList();
  }

  @Test
  void anEpochWithoutRoundsLeftIsValidatedAgain() {
    RandomTraining training = RandomTraining.of(3);
    LocalWorkers workers = new LocalWorkers(training.shards(), training.plan());
    List<EpochProgress> reached = new ArrayList<>();
    EpochResult whole =
        workers.train(EpochProgress.begin(training.initial()), new Silence(), reached::add);
    EpochProgress last = reached.get(reached.size() - 1);
    assertThat(workers.train(last, new Silence(), reached::add)).isEqualTo(whole);
  }

  @Test
  void aListenerHearsFromWhereATrainingGoesOn() {
    RandomTraining training = RandomTraining.of(1);
    List<TrainingProgress> reached = new ArrayList<>();
    training.loop(reached::add).run(training.initial());
    List<TrainingProgress> heard = new ArrayList<>();
    List<TrainingListener.Round> rounds = new ArrayList<>();
    TrainingListener listener =
        new Silence() {
          @Override
          public void resumed(TrainingProgress from) {
            heard.add(from);
          }

          @Override
          public void roundDone(Round round) {
            rounds.add(round);
          }
        };
    TrainingLoop loop =
        new TrainingLoop(
            training.settings(), new LocalWorkers(training.shards(), training.plan()), listener);
    loop.run(reached.get(0));
    assertThat(heard).containsExactly(reached.get(0));
    assertThat(rounds.get(0).round()).isEqualTo(reached.get(0).current().rounds() + 1);
    heard.clear();
    loop.run(training.initial());
    assertThat(heard).isEmpty();
  }
}
