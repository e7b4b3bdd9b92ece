package io.chronoshard.jobs.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.chronoshard.block.Block;
import io.chronoshard.block.BlockId;
import io.chronoshard.config.Configuration;
import io.chronoshard.config.ConfigurationReader;
import io.chronoshard.config.TrainingSettings;
import io.chronoshard.feature.FeatureFacts;
import io.chronoshard.jobs.WrittenHistory;
import io.chronoshard.jobs.spark.placement.Kept;
import io.chronoshard.jobs.spark.training.SparkWorkers;
import io.chronoshard.model.Compute;
import io.chronoshard.model.Networks;
import io.chronoshard.registry.TableSnapshots;
import io.chronoshard.scale.Scaler;
import io.chronoshard.scale.Scalers;
import io.chronoshard.train.FittedScalers;
import io.chronoshard.train.LocalRows;
import io.chronoshard.train.LocalWorkers;
import io.chronoshard.train.ModelState;
import io.chronoshard.train.Shard;
import io.chronoshard.train.ShardBuilder;
import io.chronoshard.train.Silence;
import io.chronoshard.train.TrainingDesign;
import io.chronoshard.train.TrainingLoop;
import io.chronoshard.train.TrainingOutcome;
import io.chronoshard.train.TrainingPlan;
import io.chronoshard.train.Workers;
import io.chronoshard.window.WindowLayout;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Blocks, scalers, shards and models from Spark are those of plain Java, to the bit. */
class SparkDoesNotMatterIT {

  private static final List<String> SCALES =
      List.of(
          "features { scale = robust, scale-channels { c1 = min-max } }",
          "features { scale = robust, scale-by = series }",
          "features { scale-by = series, scale-targets = min-max }");

  private static final List<String> UNKNOWN =
      List.of("unknown = drop", "unknown = mean", "unknown = mask, least-rows = 3");

  private static final String STACKED =
      "model.layers = [{ type = lstm, units = 4 }, { type = dropout, rate = 0.1 }]";

  private static final String EMBEDDED =
      """
      model {
        inputs = [{ name = window }, { name = who, kind = series }]
        graph = [
          { name = state, from = window, type = lstm, units = 4 }
          { name = own, from = who, type = embedding, units = 2 }
          { name = both, from = [state, own], type = concatenate }
          { name = drop, type = dropout, rate = 0.1 }
        ]
      }""";

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void everyStageIsThatOfOneMachine(long seed, @TempDir Path folder) throws IOException {
    int shards = 1 + (int) (seed % 3);
    Configuration settings =
        ConfigurationReader.read(
            Optional.empty(),
            List.of(
                "window { length = 12, sampling = 3, stride = 5, lead = 1 hour, horizon = 2, spacing = 30 minutes }",
                "window.targets = [c0]",
                "window { " + UNKNOWN.get((int) seed / 2 % 3) + " }",
                """
                features.derived = [
                  { type = rolling-mean, channel = c1, steps = 2 hours }
                  { type = rolling-deviation, channel = c0, steps = 1 hour }
                  { type = components, channel = c0, speed = c1 }
                  { type = known, channel = c1 }
                  { type = expression, name = e, of = "abs([c0]) / 2 + 1" }
                ]""",
                "features.calendar = [hour-of-day]",
                SCALES.get((int) (seed - 1) % 3),
                seed % 2 == 0 ? EMBEDDED : STACKED,
                "training { epochs = 3, batch = 16, period = 3, optimizer.learning-rate = 0.01 }",
                "training.shards = " + shards,
                "training.seed = " + seed));
    WrittenHistory written = WrittenHistory.weather(seed, 3, 1500, 0.005 * seed, 100);
    written.write(folder, 4);
    TrainingDesign design = TrainingDesign.of(settings, written.description(), FeatureFacts.NONE);
    WindowLayout layout = design.layout();
    List<List<Block>> plain = plainBlocks(written, design, shards);
    FittedScalers plainFit =
        FittedScalers.of(
            new LocalRows(layout, plain),
            design.scaling(),
            layout.features(),
            design.ends().outputs());
    try (SparkSession spark = Sessions.open("test", new SparkConf().setMaster("local[2]"))) {
      JavaRDD<Block> blocks =
          new HistoryTable(
                  spark,
                  folder.toString(),
                  TableSnapshots.of(folder.toString(), Sessions.hadoop()).latest().orElseThrow(),
                  layout.history())
              .blocks(layout, design.dealt(), shards);
      assertThat(blocks.map(SparkDoesNotMatterIT::text).collect())
          .containsExactlyElementsOf(
              plain.stream().flatMap(List::stream).map(SparkDoesNotMatterIT::text).toList());

      FittedScalers fit =
          FittedScalers.of(
              new SparkRows(blocks, layout),
              design.scaling(),
              layout.features(),
              design.ends().outputs());
      assertThat(fit).isEqualTo(plainFit);

      Scalers scalers = fit.scalers();
      Kept<Shard> sparkShards = SparkShards.shards(blocks, layout, scalers.inputs());
      List<Shard> plainShards = plainShards(layout, plain, scalers.inputs());
      assertThat(sparkShards.now().map(shard -> shard.counts().training()).collect())
          .isEqualTo(plainShards.stream().map(shard -> shard.counts().training()).toList());

      TrainingPlan plan =
          TrainingPlan.of(
              Networks.json(
                  design.architectures().get(0), settings.training(), design.objectives()),
              settings.training(),
              new Compute(TrainingSettings.Engine.VECTOR, 1),
              layout.shape(),
              layout.features().inputs().size(),
              scalers.targets(),
              design.objectives());
      TrainingOutcome distributed = train(settings, plan, new SparkWorkers(sparkShards, plan));
      TrainingOutcome single = train(settings, plan, new LocalWorkers(plainShards, plan));
      assertThat(distributed.best()).isEqualTo(single.best());
      assertThat(distributed.history()).isEqualTo(single.history());
    }
  }

  private static TrainingOutcome train(Configuration settings, TrainingPlan plan, Workers workers) {
    return new TrainingLoop(settings.training(), workers, new Silence())
        .run(ModelState.of(plan.newNetwork()));
  }

  private static List<List<Block>> plainBlocks(
      WrittenHistory written, TrainingDesign design, int shards) {
    List<List<Block>> dealt = new ArrayList<>();
    for (int shard = 0; shard < shards; shard++) {
      dealt.add(new ArrayList<>());
    }
    for (Map.Entry<BlockId, Integer> entry : design.dealt().entrySet()) {
      dealt.get(entry.getValue()).add(written.block(entry.getKey(), design.layout()));
    }
    return dealt;
  }

  private static List<Shard> plainShards(
      WindowLayout layout, List<List<Block>> blocks, Scaler inputs) {
    List<Shard> shards = new ArrayList<>();
    for (int number = 0; number < blocks.size(); number++) {
      ShardBuilder builder = new ShardBuilder(layout, inputs);
      blocks.get(number).forEach(builder::add);
      shards.add(builder.build(number));
    }
    return shards;
  }

  private static String text(Block block) {
    return block.id()
        + " "
        + block.inputs().fromStep()
        + " "
        + Arrays.toString(block.inputs().values())
        + " "
        + block.targets().fromStep()
        + " "
        + Arrays.toString(block.targets().values());
  }
}
