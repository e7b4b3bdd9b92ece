package io.chronoshard.train;

import static org.assertj.core.api.Assertions.assertThat;

import io.chronoshard.block.Block;
import io.chronoshard.config.Configuration;
import io.chronoshard.config.ConfigurationReader;
import io.chronoshard.config.TrainingSettings;
import io.chronoshard.feature.FeatureFacts;
import io.chronoshard.grid.History;
import io.chronoshard.model.Compute;
import io.chronoshard.model.Forecaster;
import io.chronoshard.model.ModelNetwork;
import io.chronoshard.model.NetworkForecaster;
import io.chronoshard.model.Networks;
import io.chronoshard.model.baseline.BaselinePlan;
import io.chronoshard.model.baseline.FittedBaselines;
import io.chronoshard.model.baseline.LocalBlocks;
import io.chronoshard.scale.Scalers;
import io.chronoshard.split.Part;
import io.chronoshard.window.BlockWindows.Needs;
import io.chronoshard.window.EpochOrder;
import io.chronoshard.window.MadeUpHistory;
import io.chronoshard.window.WindowLayout;
import io.chronoshard.window.WindowSet;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.apache.commons.math3.random.MersenneTwister;
import org.junit.jupiter.api.Test;

/**
 * What a series was made of is found again: nobody can forecast it better than its noise allows.
 */
class RecoveredSignalsTest {

  private static final int STEPS = 12_000;

  /** The noise of {@code x(t) = 1.2 x(t-1) - 0.5 x(t-2) + noise}, which nobody can know before. */
  private final float[] noise = new float[STEPS];

  private final MadeUpHistory made = made();

  private MadeUpHistory made() {
    MersenneTwister random = new MersenneTwister(17);
    float[] values = new float[STEPS];
    double before = 0;
    double now = 0;
    for (int step = 0; step < STEPS; step++) {
      noise[step] = (float) random.nextGaussian();
      double next = 1.2 * now - 0.5 * before + noise[step];
      before = now;
      now = next;
      values[step] = (float) (20 + 3 * next);
    }
    return MadeUpHistory.single(0, 1, values);
  }

  @Test
  void theBestErrorOfAnAutoregressiveSeriesIsReached() {
    Configuration settings =
        ConfigurationReader.read(
            Optional.empty(),
            List.of(
                "window { length = 8, targets = [c0] }",
                "model.layers = [{ type = lstm, units = 8 }]",
                "training { loss = mse, epochs = 15, batch = 32, shards = 1, optimizer.learning-rate = 0.005 }",
                "training.early-stopping.monitor = rmse",
                "evaluation { baselines = [autoregression], autoregression.lags = 2 }"));
    History history = made.description(4096);
    TrainingDesign design = TrainingDesign.of(settings, history, FeatureFacts.NONE);
    WindowLayout layout = design.layout();
    List<Block> blocks =
        design.dealt().keySet().stream().map(id -> made.block(id, layout.builder())).toList();
    Scalers scalers =
        FittedScalers.of(
                new LocalRows(layout, List.of(blocks)),
                design.scaling(),
                layout.features(),
                design.ends().outputs())
            .scalers();

    Forecaster network = trained(settings, design, blocks, scalers);
    BaselinePlan plan =
        BaselinePlan.of(settings.evaluation().baselines(), layout, scalers, 144, ZoneOffset.UTC);
    FittedBaselines fitted =
        FittedBaselines.of(
            plan, new LocalBlocks(made.blocks(plan.layout(), plan.layout().rows(Part.TRAINING))));

    assertThat(error(network, layout, scalers)).isLessThan(1.05);
    assertThat(error(fitted.forecasters().get(0), layout, scalers)).isLessThan(1.01);
    assertThat(fitted.residuals().get(0).isNoise()).isTrue();
  }

  private static Forecaster trained(
      Configuration settings, TrainingDesign design, List<Block> blocks, Scalers scalers) {
    ShardBuilder builder = new ShardBuilder(design.layout(), scalers.inputs());
    blocks.forEach(builder::add);
    TrainingPlan plan =
        TrainingPlan.of(
            Networks.json(design.architectures().get(0), settings.training(), design.objectives()),
            settings.training(),
            new Compute(TrainingSettings.Engine.SCALAR, 1),
            design.layout().shape(),
            1,
            scalers.targets(),
            design.objectives());
    TrainingOutcome outcome =
        new TrainingLoop(
                settings.training(),
                new LocalWorkers(List.of(builder.build(0)), plan),
                new Silence())
            .run(ModelState.of(plan.newNetwork()));
    ModelNetwork network = plan.newNetwork();
    outcome.best().into(network);
    return new NetworkForecaster(network, design.layout().shape(), 1, plan.units(), 64);
  }

  /** Root of the mean squared error over the test part, in that of its noise. */
  private double error(Forecaster forecaster, WindowLayout training, Scalers scalers) {
    WindowLayout layout =
        WindowLayout.forEvaluation(
            training.history(), training.features(), training.shape(), training.parts(), 24);
    WindowSet windows =
        new WindowSet(
            made.blocks(layout, layout.part(Part.TEST)).stream()
                .map(
                    block ->
                        layout.windows(
                            block.scaled(scalers.inputs()),
                            layout.part(Part.TEST),
                            Needs.INPUTS_AND_TARGETS))
                .toList());
    float[] forecasts = new float[windows.size()];
    forecaster.forecast(
        windows, EpochOrder.ascending(windows.size()), 0, windows.size(), forecasts);
    double squares = 0;
    double noises = 0;
    for (int window = 0; window < forecasts.length; window++) {
      long step = windows.origin(window) + 1;
      double error = forecasts[window] - made.value("s0", step, 0);
      squares += error * error;
      noises += 9.0 * noise[(int) step] * noise[(int) step];
    }
    return Math.sqrt(squares / noises);
  }
}
