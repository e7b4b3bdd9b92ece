package io.chronoshard.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.chronoshard.block.Block;
import io.chronoshard.block.BlockId;
import io.chronoshard.config.LossSettings;
import io.chronoshard.config.LossSettings.ClassWeights;
import io.chronoshard.config.ModelSettingsExamples;
import io.chronoshard.config.TrainingSettings;
import io.chronoshard.config.TrainingSettingsExamples;
import io.chronoshard.grid.Slice;
import io.chronoshard.kernel.BinaryCrossEntropy;
import io.chronoshard.model.Architecture;
import io.chronoshard.model.Compute;
import io.chronoshard.model.InputShape;
import io.chronoshard.model.Networks;
import io.chronoshard.model.Objective;
import io.chronoshard.model.Objectives;
import io.chronoshard.model.OutputShape;
import io.chronoshard.model.error.Errors;
import io.chronoshard.model.error.ForecastForm;
import io.chronoshard.model.error.Further;
import io.chronoshard.model.error.ProbabilityForm;
import io.chronoshard.scale.Scaler;
import io.chronoshard.scale.TargetScalerExamples;
import io.chronoshard.window.BlockWindows;
import io.chronoshard.window.BlockWindows.Needs;
import io.chronoshard.window.Origins;
import io.chronoshard.window.WindowSet;
import java.util.List;
import org.apache.commons.math3.random.MersenneTwister;
import org.junit.jupiter.api.Test;

/** What a threshold classifier calls 30 % happens in 30 of 100 cases. */
class EventCalibrationTest {

  private static final int WINDOWS = 40_000;

  /** An event follows where x and as much noise as x itself together pass 0.5. */
  private static WindowSet windows(int seed) {
    MersenneTwister random = new MersenneTwister(seed);
    float[] x = new float[WINDOWS];
    float[] events = new float[WINDOWS];
    for (int i = 0; i < WINDOWS; i++) {
      x[i] = (float) random.nextGaussian();
      events[i] = x[i] + random.nextGaussian() > 0.5 ? 1 : 0;
    }
    Block block =
        new Block(new BlockId("s", 0), 0, WINDOWS, new Slice(0, 1, x), new Slice(0, 1, events));
    return new WindowSet(
        List.of(
            BlockWindows.find(
                block,
                NoisyLine.SHAPE,
                new Origins(0, 0, WINDOWS, 1),
                Needs.INPUTS_AND_TARGETS,
                List.of())));
  }

  private static Errors trained(Objective objective) {
    TrainingSettings settings =
        TrainingSettingsExamples.with(
            "loss = cross-entropy, epochs = 6, batch = 100, shards = 1",
            "optimizer.learning-rate = 0.02",
            "schedule { type = exponential, epochs = 1, factor = 0.4 }");
    Architecture architecture =
        Architecture.of(
            ModelSettingsExamples.of(
                "type = flatten", "type = dense, units = 8, activation = tanh"),
            new InputShape(1, 1),
            new OutputShape(1, 1));
    TrainingPlan plan =
        TrainingPlan.of(
            Networks.json(architecture, settings, Objectives.of(objective)),
            settings,
            new Compute(settings.engine(), 1),
            NoisyLine.SHAPE,
            1,
            TargetScalerExamples.values(Scaler.Column.IDENTITY),
            Objectives.of(objective));
    Shard shard = new Shard(0, windows(1), windows(2), Shard.Counts.NONE);
    return new TrainingLoop(settings, new LocalWorkers(List.of(shard), plan), new Silence())
        .run(ModelState.of(plan.newNetwork()))
        .validation()
        .errors(0);
  }

  private static Objective objective(ClassWeights weights) {
    ForecastForm event = new ProbabilityForm();
    return new Objective(
        new BinaryCrossEntropy(), List.of(), weights, List.of(event), List.of(event));
  }

  @Test
  void probabilitiesAreSharesOfWhatHappens() {
    Errors errors = trained(objective(ClassWeights.NONE));
    assertThat(errors.further().calibration()).hasSizeGreaterThan(7);
    for (Further.Bin bin : errors.further().calibration()) {
      double rounding = 3 * Math.sqrt(bin.forecast() * (1 - bin.forecast()) / bin.count());
      assertThat(bin.happened()).as("%s", bin).isCloseTo(bin.forecast(), within(0.03 + rounding));
    }
  }

  /** Weighted as much as all others, the rarer case is forecast more often than it happens. */
  @Test
  void aBalancedEventIsForecastAsOftenAsNot() {
    Errors plain = trained(objective(ClassWeights.NONE));
    Errors balanced =
        trained(
            objective(new ClassWeights(LossSettings.Balance.BALANCED, List.of()))
                .weighted(List.of(0.36)));
    double recall = plain.further().measures().get(4).value();
    assertThat(balanced.further().measures().get(4).name()).isEqualTo("recall");
    assertThat(balanced.further().measures().get(4).value()).isGreaterThan(recall + 0.05);
    assertThat(balanced.bias()).isGreaterThan(plain.bias() + 0.05);
  }
}
