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
import io.chronoshard.simulate.Simulation;
import io.chronoshard.split.Part;
import io.chronoshard.window.BlockWindows.Needs;
import io.chronoshard.window.EpochOrder;
import io.chronoshard.window.MadeUpHistory;
import io.chronoshard.window.WindowLayout;
import io.chronoshard.window.WindowSet;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** How long machines live on is told from how far they are worn. */
class RecoveredLifeTest {

  private static final int MACHINES = 40;
  private static final int CHANNELS = 7;

  /** A simulated fleet that wears out, and how long each machine has still to live. */
  private static MadeUpHistory made() throws IOException {
    Simulation simulation =
        new Simulation(
            ConfigurationReader.read(
                    Optional.empty(),
                    List.of(
                        "simulate { series = "
                            + MACHINES
                            + ", steps = 200, step = 1 hour, channels = "
                            + CHANNELS
                            + ", seed = 11, wear.life = 120 }"))
                .simulate());
    Map<String, Slice> fleet = new TreeMap<>();
    for (int machine = 0; machine < MACHINES; machine++) {
      List<float[]> rows = new ArrayList<>();
      simulation.write(
          simulation.file(machine), (millis, values, copies) -> rows.add(values.clone()));
      float[] values = new float[rows.size() * (CHANNELS + 1)];
      for (int step = 0; step < rows.size(); step++) {
        int at = step * (CHANNELS + 1);
        System.arraycopy(rows.get(step), 0, values, at, CHANNELS);
        values[at + CHANNELS] = rows.size() - 1 - step;
      }
      fleet.put(simulation.seriesName(machine), new Slice(0, CHANNELS + 1, values));
    }
    return MadeUpHistory.of(CHANNELS + 1, fleet);
  }

  private static String name(int machine) {
    return String.format(Locale.ROOT, "site-%04d", machine + 1);
  }

  private static String every(int fourth) {
    StringBuilder names = new StringBuilder();
    for (int machine = fourth; machine < MACHINES; machine += 4) {
      names.append(names.isEmpty() ? "" : ", ").append(name(machine));
    }
    return names.toString();
  }

  @Test
  void aNetworkIsOffByLessThanHalfOfTheMeanLifeLessTheAge() throws IOException {
    MadeUpHistory made = made();
    Configuration settings =
        ConfigurationReader.read(
            Optional.empty(),
            List.of(
                "features.channels = [c0, c1, c2, c3, c4, c5, c6]",
                "window { length = 12, lead = 0, targets = [{ type = remaining-life, channel = c7, cap = 60 }] }",
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
            CHANNELS,
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
    return new NetworkForecaster(network, design.layout().shape(), CHANNELS, plan.units(), 64);
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
      float left = made.value(series, windows.origin(window), CHANNELS);
      double error = forecasts[window] - Math.min(60, left);
      squares += error * error;
    }
    return Math.sqrt(squares / forecasts.length);
  }
}
