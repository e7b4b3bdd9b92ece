package io.chronoshard.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.chronoshard.block.Block;
import io.chronoshard.config.Configuration;
import io.chronoshard.config.ConfigurationReader;
import io.chronoshard.config.TrainingSettings;
import io.chronoshard.feature.FeatureFacts;
import io.chronoshard.model.Compute;
import io.chronoshard.model.Networks;
import io.chronoshard.model.Objectives;
import io.chronoshard.model.error.Errors;
import io.chronoshard.model.error.Further;
import io.chronoshard.window.MadeUpHistory;
import io.chronoshard.window.WindowLayout;
import io.chronoshard.window.WindowTargets;
import java.util.List;
import java.util.Optional;
import org.apache.commons.math3.random.MersenneTwister;
import org.junit.jupiter.api.Test;

/** What a threshold classifier calls 30 % happens in 30 of 100 cases. */
class EventCalibrationTest {

  private static final int STEPS = 100_000;

  /** A step after x the other channel is x and as much noise as x itself. */
  private static MadeUpHistory made() {
    MersenneTwister random = new MersenneTwister(1);
    float[] values = new float[2 * STEPS];
    for (int step = 0; step < STEPS; step++) {
      double before = step == 0 ? 0 : values[2 * step - 2];
      values[2 * step] = (float) random.nextGaussian();
      values[2 * step + 1] = (float) (before + random.nextGaussian());
    }
    return MadeUpHistory.single(0, 2, values);
  }

  /** The errors over the validation part. */
  private static Errors trained(String classWeights) {
    MadeUpHistory made = made();
    Configuration settings =
        ConfigurationReader.read(
            Optional.empty(),
            List.of(
                "features.channels = [c0]",
                "window { length = 1, lead = 1, targets = [{ type = passes, channel = c1, above = 0.5 }] }",
                "split.fraction { training = 0.4, validation = 0.4 }",
                "model.layers = [{ type = flatten }, { type = dense, units = 8, activation = tanh }]",
                "training { loss = auto, epochs = 6, batch = 100, shards = 1 }",
                "training.class-weights = " + classWeights,
                "training.optimizer.learning-rate = 0.02",
                "training.schedule { type = exponential, epochs = 1, factor = 0.4 }"));
    TrainingDesign design = TrainingDesign.of(settings, made.description(1024), FeatureFacts.NONE);
    WindowLayout layout = design.layout();
    List<Block> blocks =
        design.dealt().keySet().stream().map(id -> made.block(id, layout.builder())).toList();
    FittedScalers fitted =
        FittedScalers.of(
            new LocalRows(layout, List.of(blocks)),
            design.scaling(),
            layout.features(),
            design.ends().outputs());
    // A normal number with a variance of two passes a half at 36 of 100 steps.
    assertThat(fitted.targetMeans().get(0)).isCloseTo(0.362, within(0.01));
    Objectives objectives =
        design
            .objectives()
            .weighted(
                new WindowTargets(layout.shape(), layout.features().targetWidths()),
                fitted.targetMeans());
    TrainingPlan plan =
        TrainingPlan.of(
            Networks.json(design.architectures().get(0), settings.training(), objectives),
            settings.training(),
            new Compute(TrainingSettings.Engine.VECTOR, 1),
            layout.shape(),
            1,
            fitted.scalers().targets(),
            objectives);
    ShardBuilder builder = new ShardBuilder(layout, fitted.scalers().inputs());
    blocks.forEach(builder::add);
    LocalWorkers workers = new LocalWorkers(List.of(builder.build(0)), plan);
    return new TrainingLoop(settings.training(), workers, new Silence())
        .run(ModelState.of(plan.newNetwork()))
        .validation()
        .errors(0);
  }

  @Test
  void probabilitiesAreSharesOfWhatHappens() {
    Errors errors = trained("none");
    assertThat(errors.further().calibration()).hasSizeGreaterThan(7);
    for (Further.Bin bin : errors.further().calibration()) {
      double rounding = 3 * Math.sqrt(bin.forecast() * (1 - bin.forecast()) / bin.count());
      assertThat(bin.happened()).as("%s", bin).isCloseTo(bin.forecast(), within(0.03 + rounding));
    }
  }

  /** Weighted as much as all others, the rarer case is forecast more often than it happens. */
  @Test
  void aBalancedEventIsForecastAsOftenAsNot() {
    Errors plain = trained("none");
    Errors balanced = trained("balanced");
    double recall = plain.further().measures().get(4).value();
    assertThat(balanced.further().measures().get(4).name()).isEqualTo("recall");
    assertThat(balanced.further().measures().get(4).value()).isGreaterThan(recall + 0.05);
    assertThat(balanced.bias()).isGreaterThan(plain.bias() + 0.05);
  }
}
