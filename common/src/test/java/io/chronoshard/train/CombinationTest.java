package io.chronoshard.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.chronoshard.config.TrainingSettings;
import io.chronoshard.config.TrainingSettingsExamples;
import io.chronoshard.model.Ensemble;
import io.chronoshard.model.FrozenEnsemble;
import io.chronoshard.model.FrozenNetwork;
import io.chronoshard.model.ModelNetwork;
import io.chronoshard.model.NetworkForecaster;
import io.chronoshard.model.Outputs;
import io.chronoshard.window.EpochOrder;
import io.chronoshard.window.WindowSet;
import io.chronoshard.window.WindowShape;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CombinationTest {

  private static final MadeUpShards TWO_TARGETS =
      new MadeUpShards(new WindowShape(4, 1, 1, 1, 2, 1), 2, 2);

  private static final String[] LAYERS = {"type = gru, units = 3"};

  /** Trained with three seeds. */
  private record Three(
      List<TrainingOutcome> outcomes, List<FrozenNetwork> networks, LocalMembers workers) {

    Combination with(TrainingSettings settings) {
      return Combination.of(settings, outcomes, networks, workers);
    }
  }

  private static Three train(TrainingSettings settings, int shardCount) {
    List<Shard> shards = TWO_TARGETS.deal(3, shardCount, 61, 23);
    List<TrainingOutcome> outcomes = new ArrayList<>();
    List<FrozenNetwork> networks = new ArrayList<>();
    TrainingPlan plan = TWO_TARGETS.plan(settings, LAYERS);
    for (long seed : settings.allSeeds()) {
      plan = TWO_TARGETS.plan(settings.with(seed), LAYERS);
      TrainingOutcome outcome =
          new TrainingLoop(settings.with(seed), new LocalWorkers(shards, plan), new Silence())
              .run(ModelState.of(plan.newNetwork()));
      ModelNetwork network = plan.newNetwork();
      outcome.best().into(network);
      outcomes.add(outcome);
      networks.add(FrozenNetwork.of(network));
    }
    return new Three(outcomes, networks, new LocalMembers(shards, plan));
  }

  private static TrainingSettings settings(String combine, String... more) {
    List<String> lines =
        new ArrayList<>(
            List.of(
                "loss = mse, seed = 7, seeds = [1, 99], epochs = 3, batch = 8, period = 2",
                "optimizer.learning-rate = 0.03, combine = " + combine));
    lines.addAll(List.of(more));
    return TrainingSettingsExamples.with(lines.toArray(String[]::new));
  }

  @Test
  void seedsMakeOtherNetworks() {
    Three three = train(settings("best"), 2);
    assertThat(three.outcomes().stream().map(TrainingOutcome::best).map(ModelState::hash))
        .doesNotHaveDuplicates();
  }

  @Test
  void theBestIsTheOneWithTheLeastWatchedError() {
    Three three = train(settings("best"), 2);
    Combination best = three.with(settings("best"));
    for (TrainingOutcome outcome : three.outcomes()) {
      assertThat(three.outcomes().get(best.best()).history().kept().validationMae())
          .isLessThanOrEqualTo(outcome.history().kept().validationMae());
    }
    assertThat(best.weights().get(best.best())).isEqualTo(1);
    assertThat(best.weights().stream().mapToDouble(weight -> weight).sum()).isEqualTo(1);
    assertThat(best.validation()).isEqualTo(three.outcomes().get(best.best()).validation());
    assertThat(best.kept(three.networks()).networks())
        .containsExactly(three.networks().get(best.best()));
  }

  @Test
  void theMeanIsThatOfForecasts() {
    Three three = train(settings("mean"), 2);
    Combination mean = three.with(settings("mean"));
    assertThat(mean.weights()).containsOnly(1.0 / 3);
    // Means of squares: of the mean forecast it is the mean one less how far forecasts are apart.
    StackSums sums = three.workers().stack(all(three.networks()));
    double together = 0;
    for (int i = 0; i < 9; i++) {
      together += sums.products()[i] / 9;
    }
    for (double one : sums.withActual()) {
      together -= 2 * one / 3;
    }
    double alone = three.outcomes().get(0).validation().loss() * 23 * 4;
    double actual = alone - sums.products()[0] + 2 * sums.withActual()[0];
    assertThat(mean.validation().loss() * 23 * 4).isCloseTo(together + actual, within(1e-4));
    assertThat(mean.validation().windows()).isEqualTo(23);
  }

  /**
   * The mean of several distributions that count alike has their mean square: the variance is that
   * less the square of its mean.
   */
  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4})
  void aMeanOfGaussiansIsAsSureAsAllOfThemTogether(long seed) {
    TrainingSettings settings =
        settings("mean", "loss = gaussian, seed = " + seed + ", seeds = [11, 12]");
    Shard shard = TWO_TARGETS.deal(3, 1, 61, 23).get(0);
    List<ModelNetwork> networks = new ArrayList<>();
    TrainingPlan plan = TWO_TARGETS.plan(settings, LAYERS);
    List<float[]> each = new ArrayList<>();
    for (long one : settings.allSeeds()) {
      networks.add(TWO_TARGETS.plan(settings.with(one), LAYERS).newNetwork());
      each.add(scaled(networks.get(networks.size() - 1), plan, shard.validation()));
    }
    float[] mean =
        scaled(new Ensemble(networks, Collections.nCopies(3, 1.0 / 3)), plan, shard.validation());
    assertThat(mean).hasSize(23 * 2 * 2 * 2);
    boolean[] isWider = {false};
    for (int at = 0; at < mean.length; at += 2) {
      double first = 0;
      double second = 0;
      double deviations = 0;
      for (float[] one : each) {
        first += one[at] / 3.0;
        second += ((double) one[at] * one[at] + (double) one[at + 1] * one[at + 1]) / 3;
        deviations += one[at + 1] / 3.0;
      }
      assertThat((double) mean[at]).isCloseTo(first, within(1e-6));
      assertThat((double) mean[at + 1])
          .isCloseTo(Math.sqrt(second - first * first), within(1e-5))
          .isGreaterThan(deviations - 1e-6);
      isWider[0] |= mean[at + 1] > deviations + 1e-3;
    }
    assertThat(isWider[0]).as("networks that disagree are less sure").isTrue();
  }

  private static float[] scaled(Outputs outputs, TrainingPlan plan, WindowSet windows) {
    float[] out = new float[windows.size() * plan.units().layout().numbers()];
    new NetworkForecaster(outputs, plan.shape(), plan.inputWidth(), plan.units(), plan.batch())
        .forecastScaled(windows, EpochOrder.ascending(windows.size()), 0, windows.size(), out);
    return out;
  }

  @Test
  void stackedIsNoWorseThanEachAndThanTheMean() {
    Three three = train(settings("stacked"), 2);
    double stacked = three.with(settings("stacked")).validation().loss();
    assertThat(stacked)
        .isLessThanOrEqualTo(three.with(settings("mean")).validation().loss() + 1e-9);
    for (TrainingOutcome outcome : three.outcomes()) {
      assertThat(stacked).isLessThanOrEqualTo(outcome.validation().loss() + 1e-9);
    }
  }

  @Test
  void oneNetworkIsItself() {
    TrainingSettings one = settings("stacked", "seeds = []");
    Three trained = train(one, 1);
    Combination alone = trained.with(one);
    assertThat(alone.weights()).containsExactly(1.0);
    assertThat(alone.validation()).isEqualTo(trained.outcomes().get(0).validation());
    assertThat(trained.workers().validate(alone.kept(trained.networks())))
        .isEqualTo(trained.outcomes().get(0).validation());
  }

  @Test
  void withoutValidationTheMeanIsTaken() {
    TrainingSettings without = settings("mean", "validate = false");
    Combination mean = train(without, 1).with(without);
    assertThat(mean.weights()).containsOnly(1.0 / 3);
    assertThat(mean.validation()).isEqualTo(ValidationSums.NONE);
  }

  @Test
  void howWindowsAreDealtMattersToRoundingAlone() {
    Three three = train(settings("stacked"), 1);
    StackSums one = three.workers().stack(all(three.networks()));
    for (int shards : new int[] {2, 3, 5}) {
      StackSums several =
          new LocalMembers(TWO_TARGETS.deal(3, shards, 61, 23), three.workers().plan())
              .stack(all(three.networks()));
      assertThat(several.products()).containsExactly(one.products(), within(1e-9));
      assertThat(several.withActual()).containsExactly(one.withActual(), within(1e-9));
    }
  }

  private static FrozenEnsemble all(List<FrozenNetwork> networks) {
    return new FrozenEnsemble(networks, Collections.nCopies(networks.size(), 1.0));
  }
}
