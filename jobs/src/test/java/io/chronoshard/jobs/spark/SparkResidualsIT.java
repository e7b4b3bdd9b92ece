package io.chronoshard.jobs.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.chronoshard.block.Block;
import io.chronoshard.block.BlockId;
import io.chronoshard.config.ModelSettingsExamples;
import io.chronoshard.config.TrainingSettings;
import io.chronoshard.config.TrainingSettingsExamples;
import io.chronoshard.grid.Slice;
import io.chronoshard.model.Architecture;
import io.chronoshard.model.Compute;
import io.chronoshard.model.FrozenEnsemble;
import io.chronoshard.model.FrozenNetwork;
import io.chronoshard.model.InputShape;
import io.chronoshard.model.NetworkForecaster;
import io.chronoshard.model.Networks;
import io.chronoshard.model.Objective;
import io.chronoshard.model.Objectives;
import io.chronoshard.model.OutputShape;
import io.chronoshard.model.OwnUnits;
import io.chronoshard.model.WindowResiduals;
import io.chronoshard.model.alarm.AnomalyFit;
import io.chronoshard.model.alarm.AnomalyRule;
import io.chronoshard.model.alarm.PackedResiduals;
import io.chronoshard.scale.Scaler;
import io.chronoshard.scale.TargetScaler;
import io.chronoshard.scale.TargetScalerExamples;
import io.chronoshard.split.Part;
import io.chronoshard.train.Shard;
import io.chronoshard.train.TrainingPlan;
import io.chronoshard.window.BlockWindows;
import io.chronoshard.window.BlockWindows.Needs;
import io.chronoshard.window.EpochOrder;
import io.chronoshard.window.Origins;
import io.chronoshard.window.WindowSet;
import io.chronoshard.window.WindowShape;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.math3.random.MersenneTwister;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;

/** Residuals of two targets, each at three leads, on executors and in one place. */
class SparkResidualsIT {

  private static final WindowShape SHAPE = new WindowShape(4, 1, 1, 2, 3, 1);
  private static final int VALUES = 6;
  private static final int BLOCK_STEPS = 64;
  private static final int STEPS = 12 * BLOCK_STEPS;

  private static final TrainingSettings SETTINGS =
      TrainingSettingsExamples.with("epochs = 1, batch = 8, shards = 3, seed = 11");

  private static final Objectives OBJECTIVES =
      Objectives.of(Objective.ofValues(SETTINGS.loss(), 2));

  private static final TargetScaler TARGETS =
      TargetScalerExamples.values(
          new Scaler(List.of(new Scaler.Column(5, 2), new Scaler.Column(-1, 0.25))));

  private static final FrozenEnsemble NETWORKS = networks();

  private static FrozenEnsemble networks() {
    TrainingPlan plan =
        TrainingPlan.of(
            Networks.json(
                Architecture.of(
                    ModelSettingsExamples.of("type = gru, units = 3"),
                    new InputShape(4, 1),
                    new OutputShape(3, 2)),
                SETTINGS,
                OBJECTIVES),
            SETTINGS,
            new Compute(TrainingSettings.Engine.VECTOR, 1),
            SHAPE,
            1,
            TARGETS,
            OBJECTIVES);
    return new FrozenEnsemble(List.of(FrozenNetwork.of(plan.newNetwork())), List.of(1.0));
  }

  /** Blocks are dealt in turn; every 50th step is unknown. */
  private static List<Shard> shards(int count) {
    MersenneTwister random = new MersenneTwister(4);
    float[] series = new float[STEPS];
    for (int i = 0; i < STEPS; i++) {
      series[i] = i % 50 == 49 ? Float.NaN : (float) random.nextGaussian();
    }
    List<Shard> shards = new ArrayList<>();
    for (int shard = 0; shard < count; shard++) {
      List<Block> blocks = new ArrayList<>();
      for (int number = shard; number * BLOCK_STEPS < STEPS; number += count) {
        int from = number * BLOCK_STEPS;
        int to = from + BLOCK_STEPS;
        blocks.add(
            new Block(
                new BlockId("noise", number),
                from,
                BLOCK_STEPS,
                slice(series, from - SHAPE.reach(), to, 1),
                slice(series, from, to + SHAPE.ahead(), 2)));
      }
      shards.add(
          new Shard(shard, windows(blocks, 3, 500), windows(blocks, 510, 760), Shard.Counts.NONE));
    }
    return shards;
  }

  private static Slice slice(float[] series, int from, int to, int width) {
    float[] values = new float[(to - from) * width];
    for (int i = 0; i < values.length; i++) {
      int step = from + i / width;
      values[i] =
          step >= 0 && step < series.length ? 5 + series[step] * (1 + i % width) : Float.NaN;
    }
    return new Slice(from, width, values);
  }

  private static WindowSet windows(List<Block> blocks, long from, long to) {
    Origins origins = new Origins(from, from, to, 1);
    return new WindowSet(
        blocks.stream()
            .map(
                block ->
                    BlockWindows.find(block, SHAPE, origins, Needs.INPUTS_AND_TARGETS, List.of()))
            .toList());
  }

  /** All windows of a part at once. */
  private static PackedResiduals plain(List<Shard> shards, Part part) {
    OwnUnits units = new OwnUnits(TARGETS, OBJECTIVES.layout(SHAPE, TARGETS.widths()));
    List<Float> all = new ArrayList<>();
    for (Shard shard : shards) {
      WindowSet windows = part == Part.TRAINING ? shard.training() : shard.validation();
      NetworkForecaster forecaster =
          new NetworkForecaster(NETWORKS.ensemble(), SHAPE, 1, units, windows.size());
      float[] some =
          new WindowResiduals(units.layout())
              .of(forecaster, windows, EpochOrder.ascending(windows.size()), 0, windows.size());
      IntStream.range(0, some.length).forEach(i -> all.add(some[i]));
    }
    float[] packed = new float[all.size()];
    for (int i = 0; i < packed.length; i++) {
      packed[i] = all.get(i);
    }
    return new PackedResiduals(VALUES, packed);
  }

  private static AnomalyRule onSpark(JavaRDD<Shard> shards, AnomalyFit fit, int batch) {
    try (SparkResiduals training = residuals(shards, Part.TRAINING, batch);
        SparkResiduals validation = residuals(shards, Part.VALIDATION, batch)) {
      return fit.fit(0.03, training, validation);
    }
  }

  private static SparkResiduals residuals(JavaRDD<Shard> shards, Part part, int batch) {
    return SparkResiduals.of(shards, part, NETWORKS, SHAPE, 1, TARGETS, OBJECTIVES, batch);
  }

  @Test
  void sparkDoesNotMatterAndNeitherDoShardsAndMinibatches() {
    AnomalyFit fit = new AnomalyFit(List.of("a1", "b1", "a2", "b2", "a3", "b3"));
    PackedResiduals training = plain(shards(1), Part.TRAINING);
    AnomalyRule rule = fit.fit(0.03, training, plain(shards(1), Part.VALIDATION));
    assertThat(rule.training()).isPositive();
    assertThat(rule.validation()).isPositive();
    for (String master : new String[] {"local[1]", "local[3]"}) {
      try (SparkSession session =
          Sessions.open(
              "test",
              new SparkConf()
                  .setMaster(master)
                  .set("spark.ui.enabled", "false")
                  .set("spark.driver.host", "localhost"))) {
        JavaSparkContext spark = JavaSparkContext.fromSparkContext(session.sparkContext());
        for (int count : new int[] {1, 5}) {
          JavaRDD<Shard> shards = spark.parallelize(shards(count), count).cache();
          for (int batch : new int[] {2, 64}) {
            assertThat(onSpark(shards, fit, batch))
                .as("%d shards, minibatches of %d, on %s", count, batch, master)
                .isEqualTo(rule);
          }
          try (SparkResiduals kept = residuals(shards, Part.TRAINING, 8)) {
            assertThat(kept.windows()).isEqualTo(training.windows()).isPositive();
          }
        }
      }
    }
  }
}
