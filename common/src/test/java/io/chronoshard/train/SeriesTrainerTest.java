package io.chronoshard.train;

import static org.assertj.core.api.Assertions.assertThat;

import io.chronoshard.config.OptimizerSettings;
import io.chronoshard.config.TrainingSettings;
import io.chronoshard.config.TrainingSettingsExamples;
import io.chronoshard.model.FrozenNetwork;
import io.chronoshard.model.ModelNetwork;
import io.chronoshard.model.Networks;
import io.chronoshard.train.SeriesResult.Own;
import io.chronoshard.train.SeriesResult.Standing;
import io.chronoshard.train.SeriesTrainer.Trained;
import io.chronoshard.window.WindowSet;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SeriesTrainerTest {

  private static final TrainingSettings SETTINGS =
      MadeUpShards.settings(OptimizerSettings.Type.ADAM, 0.02, 4, 16, 16);

  private static SeriesPlan plan(TrainingSettings settings, int least) {
    TrainingPlan plan =
        MadeUpShards.TINY.plan(settings, "type = lstm, units = 3", "type = dropout, rate = 0.3");
    return new SeriesPlan(settings, plan, FrozenNetwork.of(plan.newNetwork()), least);
  }

  private static Shard shard(int series) {
    return MadeUpShards.TINY.deal(series, 1, 50 + series, 20).get(0);
  }

  private static Own own(Trained trained) {
    return trained.result().own().orElseThrow();
  }

  /** Each as if it were trained alone, with a trainer of its own, whatever came before it. */
  @Test
  void whatIsTrainedBesideASeriesDoesNotMatter() {
    SeriesPlan plan = plan(SETTINGS, 1);
    SeriesTrainer one = new SeriesTrainer(plan);
    List<Trained> forward = new ArrayList<>();
    for (int series = 0; series < 5; series++) {
      forward.add(one.train("s" + series, shard(series)));
    }
    SeriesTrainer other = new SeriesTrainer(plan);
    for (int series = 4; series >= 0; series--) {
      Trained again = other.train("s" + series, shard(series));
      assertThat(again.result().toString()).isEqualTo(forward.get(series).result().toString());
      assertThat(own(again).hash()).isEqualTo(own(forward.get(series)).hash());
      TrainingPlan alone = plan.of("s" + series);
      TrainingOutcome single =
          new TrainingLoop(
                  plan.settings("s" + series),
                  new LocalWorkers(List.of(shard(series)), alone),
                  new Silence())
              .run(ModelState.of(alone.newNetwork()));
      assertThat(ModelState.hash(single.best().parameters())).isEqualTo(own(again).hash());
      assertThat(own(again).epochs()).isEqualTo(single.history().epochs().size());
      assertThat(own(again).keptEpoch()).isEqualTo(single.history().kept().epoch());
      assertThat(own(again).trainingWindows()).isEqualTo(single.history().trainingWindows());
      ModelNetwork network = again.network().orElseThrow();
      assertThat(ModelState.of(network).parameters()).isEqualTo(single.best().parameters());
      assertThat(ModelState.of(network).updater()).isEqualTo(single.best().updater());
    }
  }

  /** With an updater that has seen nothing. */
  @Test
  void aSeriesBeginsWithWhatWasLearnedOfItAndOthersWithNothing() {
    SeriesPlan plan = plan(SETTINGS, 1);
    Trained before = new SeriesTrainer(plan).train("s1", shard(1));
    float[] learned = ModelState.of(before.network().orElseThrow()).parameters();
    SeriesTrainer trainer =
        new SeriesTrainer(
            plan, series -> series.equals("s1") ? Optional.of(learned) : Optional.empty());
    TrainingPlan alone = plan.of("s1");
    TrainingOutcome single =
        new TrainingLoop(
                plan.settings("s1"), new LocalWorkers(List.of(shard(1)), alone), new Silence())
            .run(ModelState.of(alone.newNetwork()).withParameters(learned));
    assertThat(own(trainer.train("s1", shard(1))).hash())
        .isEqualTo(ModelState.hash(single.best().parameters()))
        .isNotEqualTo(own(before).hash());
    assertThat(own(trainer.train("s2", shard(2))).hash())
        .isEqualTo(own(new SeriesTrainer(plan).train("s2", shard(2))).hash());
  }

  @Test
  void aSeedFollowsFromTheNameAndTheTrainingsSeed() {
    Set<Long> seeds = new HashSet<>();
    for (String name : List.of("", "a", "b", "ab", "Aa", "BB", "series 1", "série")) {
      for (long seed : new long[] {1, 2, -1}) {
        assertThat(SeriesSeed.of(seed, name)).isEqualTo(SeriesSeed.of(seed, name));
        seeds.add(SeriesSeed.of(seed, name));
      }
    }
    assertThat(seeds).hasSize(24);
    assertThat(SeriesSeed.of(1, "a")).isEqualTo(SERIES_A);
    TrainingPlan plan = plan(SETTINGS, 1).plan();
    String json = plan.networkJson();
    ModelNetwork seeded = ModelNetwork.fromJson(Networks.withSeed(json, 99));
    TrainingPlan with =
        MadeUpShards.TINY.plan(
            SETTINGS.with(99), "type = lstm, units = 3", "type = dropout, rate = 0.3");
    assertThat(ModelState.of(seeded)).isEqualTo(ModelState.of(with.newNetwork()));
    assertThat(ModelState.of(seeded)).isNotEqualTo(ModelState.of(plan.newNetwork()));
    assertThat(seeded.json()).isEqualTo(with.newNetwork().json());
  }

  /** So that the same name has the same network in every release. */
  private static final long SERIES_A = 4258557881403305461L;

  @Test
  void whoHasTooLittleIsForecastByTheNetworkOfAll() {
    SeriesTrainer trainer = new SeriesTrainer(plan(SETTINGS, 51));
    Trained few = trainer.train("few", shard(0));
    assertThat(few.result().standing()).isEqualTo(Standing.FEW_WINDOWS);
    assertThat(few.result().own()).isEmpty();
    assertThat(few.network()).isEmpty();
    assertThat(few.result().validation()).isEqualTo(few.result().shared());
    assertThat(few.result().shared().orElseThrow().windows()).isEqualTo(20);

    Shard whole = shard(3);
    Shard unvalidated = new Shard(0, whole.training(), new WindowSet(List.of()), Shard.Counts.NONE);
    Trained without = trainer.train("without", unvalidated);
    assertThat(without.result().standing()).isEqualTo(Standing.NO_VALIDATION);
    assertThat(without.result().validation()).isEmpty();

    Trained enough = trainer.train("enough", whole);
    assertThat(enough.result().standing()).isEqualTo(Standing.OWN);
    assertThat(enough.result().validation()).contains(own(enough).validation());
  }

  @Test
  void aTrainingThatDivergesIsTold() {
    TrainingSettings wild = MadeUpShards.settings(OptimizerSettings.Type.SGD, 1e6, 3, 16, 16);
    Trained trained = new SeriesTrainer(plan(wild, 1)).train("wild", shard(1));
    assertThat(trained.result().standing()).isEqualTo(Standing.DIVERGED);
    assertThat(trained.result().diverged().orElseThrow())
        .hasToString("its validation loss diverged in epoch 1");
    assertThat(trained.network()).isEmpty();
  }

  @Test
  void withoutValidationAllEpochsRun() {
    TrainingSettings settings =
        TrainingSettingsExamples.with(
            "loss = mse, seed = 7, shards = 1, epochs = 3, batch = 16, validate = false",
            "early-stopping.patience = 0");
    Trained trained = new SeriesTrainer(plan(settings, 1)).train("a", shard(1));
    assertThat(own(trained).epochs()).isEqualTo(3);
    assertThat(trained.result().shared()).isEmpty();
    assertThat(trained.result().validation()).isEmpty();
  }
}
