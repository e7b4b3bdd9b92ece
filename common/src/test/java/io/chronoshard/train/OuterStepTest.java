package io.chronoshard.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.chronoshard.config.OptimizerSettings;
import io.chronoshard.config.TrainingSettings;
import io.chronoshard.config.TrainingSettingsExamples;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.commons.math3.random.MersenneTwister;
import org.junit.jupiter.api.Test;

class OuterStepTest {

  private static final MadeUpShards TINY = MadeUpShards.TINY;

  private static OuterStep step(double rate, double momentum) {
    return new OuterStep(
        TrainingSettingsExamples.with(
                "averaging = nesterov",
                "outer { learning-rate = " + rate + ", momentum = " + momentum + " }")
            .averaging());
  }

  private static ModelState state(float[] parameters) {
    return new ModelState(parameters, new float[] {1, 2}, 5, 1, 0.5);
  }

  private static RoundMean mean(float[] parameters) {
    return new RoundMean(state(parameters), 8, 2);
  }

  /** PyTorch's SGD with Nesterov's momentum, over rounds whose means wander. */
  @Test
  void itIsNesterovsMomentumOnTheWayToTheMean() {
    for (int seed = 1; seed <= 50; seed++) {
      MersenneTwister random = new MersenneTwister(new int[] {seed});
      double rate = 0.1 + random.nextDouble();
      double momentum = random.nextDouble() * 0.95;
      OuterStep step = step(rate, momentum);
      double[] expected = new double[9];
      double[] velocity = new double[9];
      EpochProgress at = EpochProgress.begin(state(new float[9]));
      for (int round = 1; round <= 20; round++) {
        float[] means = new float[9];
        for (int i = 0; i < 9; i++) {
          means[i] = at.state().parameters()[i] + 0.1f * (float) random.nextGaussian();
          double way = expected[i] - means[i];
          velocity[i] = momentum * velocity[i] + way;
          expected[i] -= rate * (way + momentum * velocity[i]);
        }
        at = step.after(at, mean(means));
        for (int i = 0; i < 9; i++) {
          assertThat(at.state().parameters()[i])
              .as("seed %d, round %d", seed, round)
              .isCloseTo((float) expected[i], within(2e-5f));
          // From one round to the next what is kept is a float.
          expected[i] = at.state().parameters()[i];
          velocity[i] = at.momentum().velocity()[i];
        }
        assertThat(at.rounds()).isEqualTo(round);
      }
      assertThat(at.windows()).isEqualTo(20 * 8);
      assertThat(at.lossSum()).isEqualTo(20 * 2);
    }
  }

  @Test
  void twoRoundsByHand() {
    OuterStep step = step(0.5, 0.5);
    EpochProgress begin = EpochProgress.begin(state(new float[] {8, 0}));
    // The way back is 4 and -2; so is the velocity; the step is half of one and a half of it.
    EpochProgress one = step.after(begin, mean(new float[] {4, 2}));
    assertThat(one.state()).isEqualTo(state(new float[] {5, 1.5f}));
    assertThat(one.momentum().velocity()).containsExactly(4, -2);
    // The shards stayed where they began: half of the velocity is what is left.
    EpochProgress two = step.after(one, mean(new float[] {5, 1.5f}));
    assertThat(two.momentum().velocity()).containsExactly(2, -1);
    assertThat(two.state()).isEqualTo(state(new float[] {4.5f, 1.75f}));
  }

  /** Whatever lies between start and mean: all floats but those that are no numbers. */
  @Test
  void aRateOfOneWithoutMomentumIsTheMeanToTheBit() {
    OuterStep step = step(1, 0);
    for (int seed = 1; seed <= 200; seed++) {
      MersenneTwister random = new MersenneTwister(new int[] {seed});
      EpochProgress at = EpochProgress.begin(state(floats(random)));
      for (int round = 0; round < 3; round++) {
        RoundMean mean = mean(floats(random));
        at = step.after(at, mean);
        assertThat(at.state().hash()).as("seed %d", seed).isEqualTo(mean.state().hash());
      }
    }
  }

  /** Tiny and huge ones, and both zeros. */
  private static float[] floats(MersenneTwister random) {
    float[] floats = new float[64];
    for (int i = 0; i < floats.length; i++) {
      float size = Float.intBitsToFloat(random.nextInt(0x7f000000));
      floats[i] = random.nextInt(8) == 0 ? 0 : size;
      floats[i] = random.nextBoolean() ? -floats[i] : floats[i];
    }
    return floats;
  }

  private static TrainingOutcome train(List<Shard> shards, String averaging) {
    return train(shards, averaging, progress -> {});
  }

  private static TrainingOutcome train(
      List<Shard> shards, String averaging, Consumer<TrainingProgress> reached) {
    TrainingSettings settings =
        TrainingSettingsExamples.with(
            "loss = mse, seed = 3, epochs = 3, batch = 8, period = 2, average-last = 2",
            "shards = " + shards.size(),
            "optimizer { type = adam, learning-rate = 0.02 }",
            averaging);
    TrainingPlan plan = TINY.plan(settings, "type = gru, units = 3", "type = dropout, rate = 0.2");
    return new TrainingLoop(
            settings, new LocalWorkers(shards, plan), new Silence(), reached::accept)
        .run(ModelState.of(plan.newNetwork()));
  }

  @Test
  void aTrainingWithARateOfOneWithoutMomentumIsThatOfTheMean() {
    for (int shards = 1; shards <= 3; shards++) {
      List<Shard> dealt = TINY.deal(shards, shards, 60, 20);
      TrainingOutcome mean = train(dealt, "averaging = mean");
      assertThat(train(dealt, "averaging = nesterov, outer { learning-rate = 1, momentum = 0 }"))
          .as("%d shards", shards)
          .isEqualTo(mean);
      assertThat(train(dealt, "averaging = nesterov").best().parameters())
          .as("%d shards", shards)
          .isNotEqualTo(mean.best().parameters());
    }
  }

  /** The mean of each round's shards is as it was; what is made of it is that formula. */
  @Test
  void momentumGoesOnFromEpochToEpoch() {
    List<TrainingProgress> reached = new ArrayList<>();
    train(TINY.deal(4, 2, 60, 20), "averaging = nesterov", reached::add);
    assertThat(reached).extracting(one -> one.current().rounds()).contains(0, 1);
    assertThat(reached).noneMatch(one -> one.current().momentum().equals(OuterMomentum.NONE));
    List<TrainingProgress> without = new ArrayList<>();
    train(TINY.deal(4, 2, 60, 20), "averaging = mean", without::add);
    assertThat(without).allMatch(one -> one.current().momentum().equals(OuterMomentum.NONE));
  }

  /** A series' own network has no shards whose mean could be taken. */
  @Test
  void networksOfSingleSeriesHaveNoOuterSteps() {
    TrainingSettings settings = TrainingSettingsExamples.with("averaging = nesterov");
    TrainingPlan plan = TINY.lstm(settings);
    assertThat(plan.averaging()).isEqualTo(settings.averaging());
    assertThat(plan.ofOneMachine().averaging()).isEqualTo(settings.averaging().withoutOuterSteps());
  }

  @Test
  void whoDivergesIsToldOfBothRates() {
    TrainingSettings settings = MadeUpShards.settings(OptimizerSettings.Type.SGD, 0.1, 1, 8, 2);
    assertThat(settings.averaging().stepSizes()).isEqualTo("training.optimizer.learning-rate");
    assertThat(TrainingSettingsExamples.with("averaging = nesterov").averaging().stepSizes())
        .isEqualTo("training.optimizer.learning-rate, or training.outer.learning-rate,");
  }
}
