package io.chronoshard.jobs.spark.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.chronoshard.block.Block;
import io.chronoshard.block.BlockId;
import io.chronoshard.config.Configuration;
import io.chronoshard.config.ConfigurationReader;
import io.chronoshard.config.LayerSettings;
import io.chronoshard.config.LossSettings;
import io.chronoshard.config.ModelSettings;
import io.chronoshard.config.NodeSettings;
import io.chronoshard.config.TrainingSettings;
import io.chronoshard.feature.Target;
import io.chronoshard.grid.Slice;
import io.chronoshard.jobs.DesignExamples;
import io.chronoshard.jobs.ProjectFolder;
import io.chronoshard.jobs.spark.Sessions;
import io.chronoshard.jobs.spark.placement.Kept;
import io.chronoshard.model.Architecture;
import io.chronoshard.model.Compute;
import io.chronoshard.model.Networks;
import io.chronoshard.model.Objectives;
import io.chronoshard.scale.Scaler;
import io.chronoshard.scale.TargetScaler;
import io.chronoshard.train.LocalWorkers;
import io.chronoshard.train.ModelDesign;
import io.chronoshard.train.ModelState;
import io.chronoshard.train.Shard;
import io.chronoshard.train.Silence;
import io.chronoshard.train.TrainingLoop;
import io.chronoshard.train.TrainingOutcome;
import io.chronoshard.train.TrainingPlan;
import io.chronoshard.train.Workers;
import io.chronoshard.window.BlockWindows;
import io.chronoshard.window.BlockWindows.Needs;
import io.chronoshard.window.Origins;
import io.chronoshard.window.WindowSet;
import io.chronoshard.window.WindowTargets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.commons.math3.random.MersenneTwister;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A network that Spark trains on one shard is the one that one machine trains, to the bit, whatever
 * its layers, merges and losses: each recipe's, and made-up ones of what no recipe has.
 */
class OneShardIsOneMachineIT {

  /** Steps from which windows train, then those from which they validate, in blocks. */
  private static final int TRAINING = 24;

  private static final int ALL = 32;
  private static final int BLOCK_STEPS = 16;

  /** Three rounds of an epoch. */
  private static final List<String> SMALL =
      List.of(
          "training.epochs = 1",
          "training.batch = 8",
          "training.period = 1",
          "training.shards = 1");

  private static final String SHARED =
      "simulate.channels = 3, window { length = 8, horizon = 2, targets = [\"T (degC)\"] }";

  private static SparkSession session;

  @BeforeAll
  static void start() {
    session =
        Sessions.open(
            "test",
            new SparkConf()
                .setMaster("local[2]")
                .set("spark.ui.enabled", "false")
                .set("spark.driver.host", "localhost"));
  }

  @AfterAll
  static void stop() {
    session.close();
  }

  static List<Path> recipes() throws IOException {
    try (Stream<Path> files = Files.list(ProjectFolder.path().resolve("conf/recipes"))) {
      return files.filter(file -> file.toString().endsWith(".conf")).sorted().toList();
    }
  }

  /** What recipes lack. */
  static List<String> madeUp() {
    return List.of(
        graph("subtract") + "training { loss = huber, huber-delta = 0.5 }",
        graph("multiply") + "training { loss = log-cosh, optimizer.type = adam }",
        graph("average") + "training.loss = mae",
        graph("maximum") + "training { loss = quantiles, quantiles = [0.2, 0.7] }",
        graph("add") + "training { loss = gaussian, optimizer.type = sgd }",
        """
        model.layers = [
          { type = conv1d, filters = 4, size = 3, padding = same, activation = elu, l1 = 0.01 }
          { type = average-pool, size = 2 }
          { type = activation, function = softsign }
          { type = global-max }
        ]
        """,
        """
        model.layers = [
          { type = gru, units = 3, direction = both, merge = average, output = sequence }
          { type = layer-norm }
          { type = simple-rnn, units = 4, direction = backward, recurrent-dropout = 0.2, l2 = 0.01 }
          { type = repeat }
          { type = lstm, units = 3, output = sequence, dropout = 0.3 }
        ]
        """);
  }

  private static String graph(String merge) {
    return """
        model.graph = [
          { name = a, type = lstm, units = 4 }
          { name = b, from = window, type = conv1d, filters = 4, size = 2, padding = causal }
          { name = c, type = global-average }
          { name = both, from = [a, c], type = %s }
        ]
        """
        .replace("%s", merge);
  }

  @ParameterizedTest
  @MethodSource("recipes")
  void ofARecipe(Path recipe) {
    requireOneMachine(ConfigurationReader.read(Optional.of(recipe), SMALL));
  }

  @ParameterizedTest
  @MethodSource("madeUp")
  void ofWhatNoRecipeHas(String made) {
    requireOneMachine(settings(made));
  }

  @Test
  void noLayerMergeOrLossIsLeftOut() throws IOException {
    List<Configuration> all = new ArrayList<>();
    recipes().forEach(file -> all.add(ConfigurationReader.read(Optional.of(file), List.of())));
    madeUp().forEach(made -> all.add(settings(made)));
    assertThat(all)
        .flatMap(settings -> settings.model().all())
        .flatMap(OneShardIsOneMachineIT::types)
        .contains("lstm", "gru", "simple-rnn", "dense", "conv1d", "max-pool", "average-pool")
        .contains("global-max", "global-average", "flatten", "reshape", "repeat", "dropout")
        .contains("layer-norm", "activation", "embedding", "residual")
        .contains("concatenate", "add", "subtract", "multiply", "average", "maximum");
    assertThat(all)
        .map(settings -> settings.training().loss().kind())
        .contains(LossSettings.Kind.values());
  }

  private static Configuration settings(String made) {
    List<String> keys = new ArrayList<>(SMALL);
    keys.add(SHARED);
    keys.add(made);
    return ConfigurationReader.read(Optional.empty(), keys);
  }

  private static List<String> types(ModelSettings model) {
    List<String> types = new ArrayList<>();
    model.layers().forEach(layer -> addTypes(layer, types));
    model.graph().stream().map(NodeSettings::layer).forEach(layer -> addTypes(layer, types));
    return types;
  }

  private static void addTypes(LayerSettings layer, List<String> types) {
    types.add(layer.type());
    if (layer instanceof LayerSettings.Residual residual) {
      residual.layers().forEach(inner -> addTypes(inner, types));
    }
  }

  private static void requireOneMachine(Configuration settings) {
    ModelDesign design = DesignExamples.of(settings);
    Shard shard = shard(design);
    JavaSparkContext spark = JavaSparkContext.fromSparkContext(session.sparkContext());
    Kept<Shard> shards = Kept.inMemory(spark.parallelize(List.of(shard), 1), "shards");
    for (Architecture architecture : design.architectures()) {
      TrainingPlan plan = plan(settings.training(), design, architecture);
      TrainingOutcome local = train(settings, plan, new LocalWorkers(List.of(shard), plan));
      TrainingOutcome distributed = train(settings, plan, new SparkWorkers(shards, plan));
      assertThat(local.best()).isNotEqualTo(ModelState.of(plan.newNetwork()));
      assertThat(distributed).isEqualTo(local);
      assertThat(distributed.best().hash()).isEqualTo(local.best().hash());
    }
    shards.close();
  }

  private static TrainingOutcome train(Configuration settings, TrainingPlan plan, Workers workers) {
    return new TrainingLoop(settings.training(), workers, new Silence())
        .run(ModelState.of(plan.newNetwork()));
  }

  private static TrainingPlan plan(
      TrainingSettings settings, ModelDesign design, Architecture architecture) {
    int columns = design.features().targetsByColumn().size();
    Objectives objectives =
        design
            .objectives()
            .weighted(
                new WindowTargets(design.shape(), design.features().targetWidths()),
                Collections.nCopies(columns, 0.3));
    Scaler same = new Scaler(Collections.nCopies(columns, new Scaler.Column(0, 1)));
    return TrainingPlan.of(
        Networks.json(architecture, settings, objectives),
        settings,
        new Compute(TrainingSettings.Engine.VECTOR, 1),
        design.shape(),
        design.features().inputs().size(),
        TargetScaler.of(same, design.features()),
        objectives);
  }

  /** Noise, of which each step is an origin. */
  private static Shard shard(ModelDesign design) {
    MersenneTwister random = new MersenneTwister(4);
    List<Block> blocks = new ArrayList<>();
    int steps = design.shape().reach() + BLOCK_STEPS + design.shape().ahead();
    for (int from = 0; from < ALL; from += BLOCK_STEPS) {
      int first = from - design.shape().reach();
      blocks.add(
          new Block(
              new BlockId("noise", from / BLOCK_STEPS),
              from,
              BLOCK_STEPS,
              new Slice(first, design.features().inputs().size(), inputs(random, design, steps)),
              new Slice(
                  first,
                  design.features().targetsByColumn().size(),
                  targets(random, design, steps))));
    }
    return new Shard(
        0,
        windows(blocks, design, 0, TRAINING),
        windows(blocks, design, TRAINING, ALL),
        Shard.Counts.NONE);
  }

  private static WindowSet windows(List<Block> blocks, ModelDesign design, long from, long to) {
    Origins origins = new Origins(from, from, to, 1);
    return new WindowSet(
        blocks.stream()
            .map(
                block ->
                    BlockWindows.find(
                        block, design.shape(), origins, Needs.INPUTS_AND_TARGETS, List.of()))
            .toList());
  }

  private static float[] inputs(MersenneTwister random, ModelDesign design, int steps) {
    float[] values = new float[steps * design.features().inputs().size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }

  /** Of each target at each step a value, whether it happens, or one class. */
  private static float[] targets(MersenneTwister random, ModelDesign design, int steps) {
    List<Float> values = new ArrayList<>();
    for (int step = 0; step < steps; step++) {
      for (Target target : design.features().targets()) {
        int holds = random.nextInt(Math.max(2, target.columns().size()));
        for (int column = 0; column < target.columns().size(); column++) {
          values.add(
              switch (target.kind()) {
                case VALUE, CHANGE, LIFE -> (float) random.nextGaussian();
                case EVENT -> (float) holds;
                case CLASSES -> column == holds ? 1f : 0f;
              });
        }
      }
    }
    float[] packed = new float[values.size()];
    for (int i = 0; i < packed.length; i++) {
      packed[i] = values.get(i);
    }
    return packed;
  }
}
