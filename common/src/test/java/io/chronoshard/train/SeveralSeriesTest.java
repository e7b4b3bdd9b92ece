package io.chronoshard.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.chronoshard.block.Block;
import io.chronoshard.config.Configuration;
import io.chronoshard.config.ConfigurationReader;
import io.chronoshard.config.TrainingSettings;
import io.chronoshard.error.ConfigurationException;
import io.chronoshard.feature.FeatureFacts;
import io.chronoshard.grid.Slice;
import io.chronoshard.model.Compute;
import io.chronoshard.model.ModelNetwork;
import io.chronoshard.model.NetworkForecaster;
import io.chronoshard.model.Networks;
import io.chronoshard.model.Read;
import io.chronoshard.scale.Scalers;
import io.chronoshard.split.Part;
import io.chronoshard.window.BlockWindows;
import io.chronoshard.window.BlockWindows.Needs;
import io.chronoshard.window.EpochOrder;
import io.chronoshard.window.MadeUpHistory;
import io.chronoshard.window.SeriesCodes;
import io.chronoshard.window.WindowLayout;
import io.chronoshard.window.WindowSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.commons.math3.random.MersenneTwister;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** One model of many series, of which each has a level of its own that no window shows. */
class SeveralSeriesTest {

  private static final int STEPS = 400;
  private static final List<Double> LEVELS = List.of(-9.0, -4.0, 0.0, 3.0, 8.0);

  private static final String TOLD =
      """
      inputs = [{ name = wave, columns = [c1] }, { name = who, kind = series }]
      graph = [
        { name = state, from = wave, type = lstm, units = 4 }
        { name = level, from = who, type = embedding, units = 2 }
        { name = all, from = [state, level], type = concatenate }
      ]""";

  private static final String UNTOLD =
      """
      inputs = [{ name = wave, columns = [c1] }]
      graph = [{ name = state, from = wave, type = lstm, units = 4 }]""";

  private final MadeUpHistory made = MadeUpHistory.of(2, values("s", LEVELS));

  /** A level, and a wave that all share and the second channel shows. */
  private static Map<String, Slice> values(String name, List<Double> levels) {
    Map<String, Slice> series = new TreeMap<>();
    for (int i = 0; i < levels.size(); i++) {
      MersenneTwister random = new MersenneTwister(i);
      float[] values = new float[2 * STEPS];
      for (int step = 0; step < STEPS; step++) {
        double wave = StrictMath.sin(step / 3.0);
        values[2 * step] = (float) (levels.get(i) + 2 * wave + 0.1 * random.nextGaussian());
        values[2 * step + 1] = (float) wave;
      }
      series.put(name + i, new Slice(0, 2, values));
    }
    return series;
  }

  private static Configuration settings(String model, String... more) {
    return ConfigurationReader.read(
        Optional.empty(),
        Stream.concat(
                Stream.of(
                    "window { length = 6, targets = [c0] }",
                    "model { " + model + " }",
                    "training { engine = scalar, loss = mse, shards = 1, epochs = 30, batch = 16, seed = 2 }",
                    "training.optimizer.learning-rate = 0.01"),
                Stream.of(more))
            .toList());
  }

  private record Trained(
      TrainingDesign design, Scalers scalers, TrainingPlan plan, Shard shard, ModelState best) {

    NetworkForecaster forecaster() {
      ModelNetwork network = plan.newNetwork();
      best.into(network);
      return new NetworkForecaster(network, plan.shape(), plan.inputWidth(), plan.units(), 64);
    }
  }

  private Trained train(Configuration settings, int blockSteps) {
    TrainingDesign design =
        TrainingDesign.of(settings, made.description(blockSteps), FeatureFacts.NONE);
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
    ShardBuilder builder = new ShardBuilder(layout, scalers.inputs());
    blocks.forEach(builder::add);
    Shard shard = builder.build(0);
    TrainingPlan plan =
        TrainingPlan.of(
            Networks.json(design.architectures().get(0), settings.training(), design.objectives()),
            settings.training(),
            new Compute(TrainingSettings.Engine.SCALAR, 1),
            layout.shape(),
            layout.features().inputs().size(),
            scalers.targets(),
            design.objectives());
    TrainingOutcome outcome =
        new TrainingLoop(settings.training(), new LocalWorkers(List.of(shard), plan), new Silence())
            .run(ModelState.of(plan.newNetwork()));
    return new Trained(design, scalers, plan, shard, outcome.best());
  }

  /** Root of the mean squared error of a part. */
  private static double error(Trained model, MadeUpHistory of, Part part) {
    WindowSet windows = windows(model, of, part);
    float[] forecasts = forecasts(model, windows);
    double squares = 0;
    for (int window = 0; window < forecasts.length; window++) {
      String series = windows.block(window).id().series();
      double error = forecasts[window] - of.value(series, windows.origin(window) + 1, 0);
      squares += error * error;
    }
    return Math.sqrt(squares / forecasts.length);
  }

  private static float[] forecasts(Trained model, WindowSet windows) {
    float[] forecasts = new float[windows.size()];
    model
        .forecaster()
        .forecast(windows, EpochOrder.ascending(windows.size()), 0, windows.size(), forecasts);
    return forecasts;
  }

  private static WindowSet windows(Trained model, MadeUpHistory of, Part part) {
    WindowLayout trained = model.design.layout();
    WindowLayout layout =
        WindowLayout.forEvaluation(
            of.description(64), trained.features(), trained.shape(), trained.parts(), 0);
    List<BlockWindows> found = new ArrayList<>();
    for (Block block : of.blocks(layout, layout.part(part))) {
      found.add(
          layout.windows(
              block.scaled(model.scalers.inputs()), layout.part(part), Needs.INPUTS_AND_TARGETS));
    }
    return new WindowSet(found);
  }

  @Test
  void whatIsLearnedOfASeriesMakesItsForecastsBetter() {
    Trained told = train(settings(TOLD), 64);
    Trained untold = train(settings(UNTOLD), 64);
    assertThat(error(untold, made, Part.TEST)).isGreaterThan(5);
    assertThat(error(told, made, Part.TEST)).isLessThan(0.5);
  }

  @Test
  void aSeriesThatWasNotTrainedOnIsForecastAsAnAverageOne() {
    Trained told = train(settings(TOLD), 64);
    MadeUpHistory others = MadeUpHistory.of(2, values("zz", List.of(5.0)));
    WindowSet windows = windows(told, others, Part.TEST);
    float[] forecasts = forecasts(told, windows);
    ModelNetwork network = told.plan.newNetwork();
    told.best.into(network);
    double mean = 0;
    for (int window = 0; window < forecasts.length; window++) {
      INDArray wave = Nd4j.create(DataType.FLOAT, 1, 1, 6);
      for (int row = 0; row < 6; row++) {
        long step = windows.origin(window) - 5 + row;
        wave.putScalar(0, 0, row, windows.block(window).inputs().at(step, 1));
      }
      INDArray ofRowZero = network.outputs(Read.of(wave, Nd4j.zeros(DataType.FLOAT, 1, 1)))[0];
      float[] own = {ofRowZero.getFloat(0)};
      told.plan.units().bring(windows.block(window), windows.origin(window), own, 0);
      assertThat(forecasts[window]).isEqualTo(own[0]);
      mean += forecasts[window] / forecasts.length;
    }
    // The mean of all levels is -0.4; that of the wave is zero.
    assertThat(mean).isCloseTo(-0.4, within(2.0));
  }

  @Test
  void blocksDoNotMatter() {
    String few = "training.epochs = 2";
    ModelState expected = train(settings(TOLD, few), 64).best;
    assertThat(train(settings(TOLD, few), 7).best).isEqualTo(expected);
    assertThat(train(settings(TOLD, few), 1024).best).isEqualTo(expected);
    assertThat(train(settings(TOLD, few, "training.seed = 3"), 64).best).isNotEqualTo(expected);
  }

  @Test
  void codesAreThoseOfTheTrainingPart() {
    Map<String, Slice> series = values("s", LEVELS);
    MadeUpHistory history = MadeUpHistory.of(2, series);
    TrainingDesign design =
        TrainingDesign.of(settings(TOLD), history.description(64), FeatureFacts.NONE);
    SeriesCodes codes = design.layout().shape().series();
    assertThat(codes.names()).containsExactly("s0", "s1", "s2", "s3", "s4");
    assertThat(codes.count()).isEqualTo(6);
    assertThat(codes.of("s0")).isEqualTo(1);
    assertThat(codes.of("s4")).isEqualTo(5);
    assertThat(codes.of("s")).isZero();
    assertThat(codes.of("t")).isZero();
    assertThat(design.ends().inputs().get(1).columns()).isEqualTo(codes.names());
    // Four columns of (1 + 4) units and a bias, two of six codes, and the output.
    assertThat(design.architectures().get(0).parameters()).isEqualTo(4 * 4 * 6 + 6 * 2 + 7);
  }

  @Test
  void seriesThatNoneIsTrainedOnAreNotToldApart() {
    Configuration settings =
        settings(TOLD, "split { by = series, series { validation = [s0], test = [s1] } }");
    assertThatThrownBy(() -> TrainingDesign.of(settings, made.description(64), FeatureFacts.NONE))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageStartingWith(
            "model.inputs[1] \"who\" tells series apart by what was learned of each, and with"
                + " split.by = series nothing is learned of those of the validation and test"
                + " parts; split by fraction");
    assertThatThrownBy(
            () -> settings(TOLD.replace("kind = series", "kind = series, columns = [c0]")))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("has no place beside kind = series, which reads no column");
  }
}
