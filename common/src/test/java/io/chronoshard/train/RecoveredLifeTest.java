package io.chronoshard.train;

import static org.assertj.core.api.Assertions.assertThat;

import io.chronoshard.block.Block;
import io.chronoshard.config.Configuration;
import io.chronoshard.config.ConfigurationReader;
import io.chronoshard.config.TrainingSettings;
import io.chronoshard.feature.FeatureFacts;
import io.chronoshard.grid.History.SeriesExtent;
import io.chronoshard.grid.Slice;
import io.chronoshard.model.Compute;
import io.chronoshard.model.Forecaster;
import io.chronoshard.model.MeanLife;
import io.chronoshard.model.ModelNetwork;
import io.chronoshard.model.NetworkForecaster;
import io.chronoshard.model.Networks;
import io.chronoshard.scale.Scalers;
import io.chronoshard.split.Part;
import io.chronoshard.window.BlockWindows.Needs;
import io.chronoshard.window.EpochOrder;
import io.chronoshard.window.MadeUpHistory;
import io.chronoshard.window.WindowLayout;
import io.chronoshard.window.WindowSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.commons.math3.random.MersenneTwister;
import org.junit.jupiter.api.Test;

/** How long machines live on is told from how far they are worn. */
class RecoveredLifeTest {

  private static final int MACHINES = 40;

  /** Wear grows at a rate of its own, and a machine fails at a level of its own. */
  private static MadeUpHistory made() {
    MersenneTwister random = new MersenneTwister(11);
    Map<String, Slice> fleet = new TreeMap<>();
    for (int machine = 0; machine < MACHINES; machine++) {
      double rate = 0.7 + 0.6 * random.nextDouble();
      double level = 0.95 + 0.1 * random.nextDouble();
      int life = (int) (120 * Math.sqrt(level) / rate);
      float[] values = new float[2 * life];
      for (int step = 0; step < life; step++) {
        double share = rate * step / 120;
        values[2 * step] = (float) (share * share + 0.01 * random.nextGaussian());
        values[2 * step + 1] = life - 1 - step;
      }
      fleet.put(name(machine), new Slice(0, 2, values));
    }
    return MadeUpHistory.of(2, fleet);
  }

  private static String name(int machine) {
    return String.format(Locale.ROOT, "m%02d", machine);
  }

  private static String every(int fourth) {
    StringBuilder names = new StringBuilder();
    for (int machine = fourth; machine < MACHINES; machine += 4) {
      names.append(names.isEmpty() ? "" : ", ").append(name(machine));
    }
    return names.toString();
  }

  @Test
  void aNetworkIsOffByLessThanHalfOfTheMeanLifeLessTheAge() {
    MadeUpHistory made = made();
    Configuration settings =
        ConfigurationReader.read(
            Optional.empty(),
            List.of(
                "features.channels = [c0]",
                "window { length = 12, lead = 0, targets = [{ type = remaining-life, channel = c1, cap = 60 }] }",
                "split { by = series, series { validation = ["
                    + every(1)
                    + "], test = ["
                    + every(3)
                    + "] } }",
                "model.layers = [{ type = lstm, units = 8 }]",
                "training { loss = mse, epochs = 25, batch = 32, shards = 1, optimizer.learning-rate = 0.01 }",
                "training.early-stopping.monitor = rmse"));
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
    Forecaster network = trained(settings, design, blocks, fitted.scalers());
    Forecaster naive =
        new MeanLife(
            layout.shape(),
            layout.features().targets(),
            fitted.lives(),
            layout.history().series().stream()
                .collect(Collectors.toMap(SeriesExtent::name, SeriesExtent::fromStep)));

    double error = error(network, made, layout, fitted.scalers());
    assertThat(error).isLessThan(0.5 * error(naive, made, layout, fitted.scalers()));
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

  /** Root of the mean squared error over the machines that neither trained nor validated. */
  private static double error(
      Forecaster forecaster, MadeUpHistory made, WindowLayout layout, Scalers scalers) {
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
    for (int window = 0; window < forecasts.length; window++) {
      String series = windows.block(window).id().series();
      float left = made.value(series, windows.origin(window), 1);
      double error = forecasts[window] - Math.min(60, left);
      squares += error * error;
    }
    return Math.sqrt(squares / forecasts.length);
  }
}
