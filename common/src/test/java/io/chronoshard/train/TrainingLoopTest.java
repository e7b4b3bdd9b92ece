package io.chronoshard.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chronoshard.config.OptimizerSettings;
import io.chronoshard.config.TrainingSettings;
import io.chronoshard.config.TrainingSettingsExamples;
import io.chronoshard.error.DataException;
import io.chronoshard.grid.Slice;
import io.chronoshard.train.TrainingHistory.End;
import io.chronoshard.train.TrainingHistory.Epoch;
import io.chronoshard.window.WindowSet;
import io.chronoshard.window.WindowShape;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TrainingLoopTest {

  private static final MadeUpShards TINY = MadeUpShards.TINY;

  /** Remembers where each epoch ended. */
  private record Remembering(Workers workers, List<ModelState> states) implements Workers {

    @Override
    public List<ShardSize> shards() {
      return workers.shards();
    }

    @Override
    public EpochResult train(
        EpochProgress from, TrainingListener listener, Consumer<EpochProgress> reached) {
      EpochResult result = workers.train(from, listener, reached);
      states.add(result.state());
      return result;
    }

    @Override
    public ValidationSums validate(ModelState state) {
      return workers.validate(state);
    }
  }

  @Test
  void theBestEpochsStateIsKept() {
    // So large a step that the error goes up and down.
    TrainingSettings settings = MadeUpShards.settings(OptimizerSettings.Type.SGD, 0.3, 8, 16, 2);
    TrainingPlan plan = TINY.plan(settings, "type = flatten");
    for (long seed = 1; seed <= 5; seed++) {
      Remembering workers =
          new Remembering(new LocalWorkers(TINY.deal(seed, 2, 60, 40), plan), new ArrayList<>());
      TrainingOutcome outcome =
          new TrainingLoop(settings, workers, new Silence()).run(ModelState.of(plan.newNetwork()));
      int best = outcome.history().bestEpoch();
      assertThat(outcome.best()).as("seed %d", seed).isSameAs(workers.states.get(best - 1));
      assertThat(outcome.validation()).isEqualTo(workers.validate(outcome.best()));
      assertThat(outcome.validation().mae())
          .isEqualTo(
              outcome.history().epochs().stream()
                  .mapToDouble(Epoch::validationMae)
                  .min()
                  .orElseThrow());
      assertThat(outcome.history().end()).isEqualTo(End.EPOCHS);
      assertThat(outcome.history().epochs()).hasSize(8);
      assertThat(outcome.history().trainingWindows()).isEqualTo(60);
      assertThat(outcome.history().validationWindows()).isEqualTo(40);
    }
  }

  private static TrainingOutcome outcome(Remembering workers, String... more) {
    TrainingSettings settings = wavering(more);
    return new TrainingLoop(settings, workers, new Silence())
        .run(ModelState.of(TINY.plan(settings, "type = flatten").newNetwork()));
  }

  /** So large a step that the error goes up and down. */
  private static TrainingSettings wavering(String... more) {
    return TrainingSettingsExamples.with(
        Stream.concat(
                Stream.of(
                    "loss = mse, epochs = 6, batch = 16, period = 2, shards = 2",
                    "optimizer { type = sgd, learning-rate = 0.3 }"),
                Stream.of(more))
            .toArray(String[]::new));
  }

  private static Remembering workers(int validated, String... more) {
    TrainingPlan plan = TINY.plan(wavering(more), "type = flatten");
    return new Remembering(
        new LocalWorkers(TINY.deal(1, 2, 60, validated), plan), new ArrayList<>());
  }

  @Test
  void theLastEpochIsKeptWhereTheBestIsNotRestored() {
    Remembering workers = workers(40);
    TrainingOutcome outcome =
        outcome(workers, "early-stopping { restore-best = false, mode = max }");
    assertThat(outcome.history().bestEpoch()).isLessThan(6);
    assertThat(outcome.best()).isSameAs(workers.states.get(5));
    assertThat(outcome.history().kept()).isEqualTo(outcome.history().epochs().get(5));
    assertThat(outcome.validation()).isEqualTo(workers.validate(outcome.best()));
  }

  @Test
  void theMeanOfTheLastEpochsIsKeptAndValidated() {
    Remembering workers = workers(40);
    TrainingOutcome outcome = outcome(workers, "average-last = 3");
    float[] parameters = outcome.best().parameters();
    for (int i = 0; i < parameters.length; i++) {
      double sum = 0;
      for (ModelState state : workers.states.subList(3, 6)) {
        sum += state.parameters()[i];
      }
      assertThat(parameters[i]).isEqualTo((float) (sum / 3));
    }
    assertThat(outcome.validation()).isEqualTo(workers.validate(outcome.best()));
    Epoch kept = outcome.history().kept();
    assertThat(kept.validationMae()).isEqualTo(outcome.validation().mae());
    assertThat(kept.validationMae())
        .isNotEqualTo(outcome.history().epochs().get(5).validationMae());
    assertThat(kept.epoch()).isEqualTo(6);
    assertThat(outcome.history().averaged()).isEqualTo(3);
  }

  @Test
  void withoutValidationAllEpochsRunAndTheLastIsKept() {
    Remembering workers = workers(0);
    TrainingOutcome outcome = outcome(workers, "validate = false");
    assertThat(outcome.history().epochs()).hasSize(6);
    assertThat(outcome.history().end()).isEqualTo(End.EPOCHS);
    assertThat(outcome.history().isValidated()).isFalse();
    assertThat(outcome.history().kept().epoch()).isEqualTo(6);
    assertThat(outcome.history().kept().validationMae()).isNaN();
    assertThat(outcome.best()).isSameAs(workers.states.get(5));
    assertThat(outcome.best())
        .isEqualTo(outcome(workers(40), "early-stopping.restore-best = false").best());
  }

  /** What is watched is known without a validation part, and decides as it would with one. */
  @Test
  void theTrainingLossMayEndATrainingWithoutValidation() {
    String watched =
        "validate = false, early-stopping { monitor = training-loss, patience = 1, min-delta = 100 }";
    Remembering workers = workers(0, watched);
    TrainingOutcome outcome = outcome(workers, watched);
    assertThat(outcome.history().epochs()).hasSize(2);
    assertThat(outcome.history().end()).isEqualTo(End.PATIENCE);

    String rising =
        "validate = false, early-stopping { monitor = training-loss, patience = 0, mode = max }";
    Remembering others = workers(0, rising);
    TrainingHistory history = outcome(others, rising).history();
    assertThat(history.epochs().get(0).trainingLoss())
        .isGreaterThan(history.epochs().get(5).trainingLoss());
    assertThat(history.kept()).isEqualTo(history.epochs().get(history.bestEpoch() - 1));
    assertThat(history.bestEpoch()).isLessThan(6);
  }

  @Test
  void thePlateausFactorTravelsWithTheStateAndCanBeTakenUpAgain() {
    String[] plateau = {"schedule { type = plateau, patience = 1, min-delta = 100, factor = 0.5 }"};
    Remembering workers = workers(40, plateau);
    outcome(workers, plateau);
    assertThat(workers.states)
        .extracting(ModelState::rateFactor)
        .containsExactly(1.0, 1.0, 0.5, 0.25, 0.125, 0.0625);

    // As a training that goes on after the fourth epoch has it.
    Remembering again = workers(40, plateau);
    ModelState state = workers.states.get(3).withRateFactor(0.125);
    assertThat(OneEpoch.of(again, state).state()).isEqualTo(workers.states.get(4));
    assertThat(OneEpoch.of(again, state.withRateFactor(1)).state().parameters())
        .isNotEqualTo(workers.states.get(4).parameters());
  }

  @Test
  void patienceEndsATrainingThatBringsNothing() {
    TrainingSettings settings =
        TrainingSettingsExamples.with(
            "loss = mse, epochs = 20, batch = 16, period = 2, shards = 1",
            "optimizer { type = sgd, learning-rate = 1e-12 }",
            "early-stopping { monitor = loss, patience = 3, min-delta = 0.01 }");
    TrainingPlan plan = TINY.plan(settings, "type = flatten");
    List<String> heard = new ArrayList<>();
    TrainingListener listener =
        new Silence() {
          @Override
          public void trainingStarted(List<ShardSize> shards, int epochs) {
            heard.add(shards.size() + " shards, " + epochs + " epochs");
          }

          @Override
          public void epochStarted(int epoch, int rounds) {
            heard.add("epoch " + epoch + " of " + rounds + " rounds");
          }

          @Override
          public void roundDone(Round round) {
            heard.add(
                "round "
                    + round.round()
                    + "/"
                    + round.rounds()
                    + ": "
                    + round.windows()
                    + " windows");
          }

          @Override
          public void epochDone(Epoch epoch, int bestEpoch) {
            heard.add("epoch " + epoch.epoch() + " done, best " + bestEpoch);
          }
        };
    TrainingOutcome outcome =
        new TrainingLoop(settings, new LocalWorkers(TINY.deal(1, 1, 40, 20), plan), listener)
            .run(ModelState.of(plan.newNetwork()));
    assertThat(outcome.history().end()).isEqualTo(End.PATIENCE);
    assertThat(outcome.history().epochs()).hasSize(4);
    assertThat(heard)
        .hasSize(1 + 4 * 4)
        .startsWith(
            "1 shards, 20 epochs",
            "epoch 1 of 2 rounds",
            "round 1/2: 32 windows",
            "round 2/2: 8 windows",
            "epoch 1 done, best 1",
            "epoch 2 of 2 rounds");
  }

  static Stream<Arguments> architectures() {
    return Stream.of(
            List.of("type = lstm, units = 8"),
            List.of(
                "type = gru, units = 6, output = sequence",
                "type = gru, units = 6, direction = both"),
            List.of("type = simple-rnn, units = 8, direction = backward"),
            List.of(
                "type = conv1d, filters = 8, size = 3, activation = relu",
                "type = max-pool, size = 2",
                "type = flatten"),
            List.of("type = reshape, steps = 3", "type = lstm, units = 8"),
            List.of(
                "type = dense, units = 6, activation = tanh",
                "type = layer-norm",
                "type = gru, units = 8"),
            List.of(
                "type = lstm, units = 8",
                "type = repeat",
                "type = lstm, units = 8, output = sequence"))
        .map(layers -> Arguments.of(String.join(" | ", layers), layers));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("architectures")
  void aSineIsLearntFarBetterThanItsLastValue(String name, List<String> layers) {
    WindowShape quarter = new WindowShape(6, 1, 1, 6, 2, 1);
    MadeUpShards sine = new MadeUpShards(quarter, 1, 1);
    TrainingSettings settings = MadeUpShards.settings(OptimizerSettings.Type.ADAM, 0.02, 12, 16, 4);
    TrainingPlan plan = sine.plan(settings, layers.toArray(String[]::new));
    List<Shard> shards = sine.deal(1, 2, 400, 100);
    TrainingOutcome outcome =
        new TrainingLoop(settings, new LocalWorkers(shards, plan), new Silence())
            .run(ModelState.of(plan.newNetwork()));
    double naive = 0;
    for (Shard shard : shards) {
      WindowSet windows = shard.validation();
      for (int window = 0; window < windows.size(); window++) {
        Slice targets = windows.block(window).targets();
        long origin = windows.origin(window);
        for (int row = 0; row < 2; row++) {
          naive += Math.abs(targets.at(origin + 6 + row, 0) - targets.at(origin, 0)) / 200;
        }
      }
    }
    assertThat(naive).isGreaterThan(2);
    assertThat(outcome.history().epochs().get(outcome.history().bestEpoch() - 1).validationMae())
        .isLessThan(naive / 3);
  }

  @Test
  void aPartWithoutWindowsIsRefused() {
    TrainingSettings settings = MadeUpShards.settings(OptimizerSettings.Type.SGD, 0.1, 1, 16, 2);
    TrainingPlan plan = TINY.plan(settings, "type = flatten");
    ModelState initial = ModelState.of(plan.newNetwork());
    TrainingLoop loop =
        new TrainingLoop(settings, new LocalWorkers(TINY.deal(1, 2, 40, 0), plan), new Silence());
    assertThatThrownBy(() -> loop.run(initial))
        .isInstanceOf(DataException.class)
        .hasMessageStartingWith("the validation part has no windows")
        .hasMessageEndingWith("or set training.validate = false");
  }
}
