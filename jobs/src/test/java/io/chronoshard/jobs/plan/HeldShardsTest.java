package io.chronoshard.jobs.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.chronoshard.block.BlockId;
import io.chronoshard.config.Configuration;
import io.chronoshard.config.ConfigurationReader;
import io.chronoshard.feature.FeatureFacts;
import io.chronoshard.jobs.WrittenHistory;
import io.chronoshard.scale.Scaler;
import io.chronoshard.scale.Scaler.Column;
import io.chronoshard.train.Shard;
import io.chronoshard.train.ShardBuilder;
import io.chronoshard.train.TrainingDesign;
import io.chronoshard.train.plan.PlannedShard;
import io.chronoshard.train.plan.PlannedShards;
import io.chronoshard.window.WindowCounts;
import io.chronoshard.window.WindowLayout;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.math3.random.MersenneTwister;
import org.apache.commons.math3.util.Pair;
import org.apache.spark.util.SizeEstimator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is planned of shards before a value is read is what shards then hold. */
class HeldShardsTest {

  private static final List<String> INPUTS = List.of("before", "inside", "keras");

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  void windowsOfAHistoryWithoutGapsAreThosePlanned(long seed) {
    for (Pair<PlannedShard, Shard> shard : shards(seed, 0)) {
      Shard held = shard.getSecond();
      assertThat(held.training().size()).isEqualTo((int) shard.getFirst().training());
      assertThat(held.validation().size()).isEqualTo((int) shard.getFirst().validation());
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void windowsOfAnyHistoryAreAccountedForByThosePlanned(long seed) {
    for (Pair<PlannedShard, Shard> shard : shards(seed, 0.01)) {
      WindowCounts training = shard.getSecond().counts().training();
      assertThat(training.possible()).isEqualTo(shard.getFirst().training());
      assertThat(training.used()).isLessThan(training.possible());
      assertThat(shard.getSecond().counts().validation().possible())
          .isEqualTo(shard.getFirst().validation());
    }
  }

  /** As Spark itself finds them when it keeps a shard. */
  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  void bytesOfAShardAreThosePlanned(long seed) {
    for (Pair<PlannedShard, Shard> shard : shards(seed, 0)) {
      long planned = shard.getFirst().heldBytes();
      assertThat(SizeEstimator.estimate(shard.getSecond()))
          .as("seed %d, %s", seed, shard.getFirst())
          .isCloseTo(planned, within(planned / 100 + 512));
    }
  }

  private static List<Pair<PlannedShard, Shard>> shards(long seed, double unknown) {
    MersenneTwister random = new MersenneTwister(new int[] {(int) seed});
    int count = 1 + random.nextInt(4);
    int blockSteps = 40 + random.nextInt(300);
    WrittenHistory written =
        WrittenHistory.weather(
            seed, 1 + random.nextInt(3), 2000 + random.nextInt(1000), unknown, blockSteps);
    Configuration settings =
        ConfigurationReader.read(
            Optional.empty(),
            List.of(
                "window { length = "
                    + (1 + random.nextInt(30))
                    + ", sampling = "
                    + (1 + random.nextInt(3))
                    + " }",
                "window { stride = "
                    + (1 + random.nextInt(7))
                    + ", lead = "
                    + (1 + random.nextInt(20))
                    + " }",
                "window { horizon = " + (1 + random.nextInt(3)) + ", targets = [c0] }",
                "split.inputs = " + INPUTS.get(random.nextInt(3)),
                "features.calendar = [" + (random.nextBoolean() ? "hour-of-day" : "") + "]",
                "model.layers = [{ type = gru, units = 2 }]",
                "training { validate = " + random.nextBoolean() + ", early-stopping.patience = 0 }",
                "training.shards = " + count));
    TrainingDesign design = TrainingDesign.of(settings, written.description(), FeatureFacts.NONE);
    return held(written, design, PlannedShards.of(design, count));
  }

  private static List<Pair<PlannedShard, Shard>> held(
      WrittenHistory written, TrainingDesign design, PlannedShards planned) {
    WindowLayout layout = design.layout();
    Scaler scaler =
        new Scaler(Collections.nCopies(layout.features().inputs().size(), Column.IDENTITY));
    List<Pair<PlannedShard, Shard>> shards = new ArrayList<>();
    for (PlannedShard shard : planned.shards()) {
      ShardBuilder builder = new ShardBuilder(layout, scaler);
      for (Map.Entry<BlockId, Integer> block : design.dealt().entrySet()) {
        if (block.getValue() == shard.number()) {
          builder.add(written.block(arrived(block.getKey()), layout));
        }
      }
      shards.add(Pair.create(shard, builder.build(shard.number())));
    }
    return shards;
  }

  /** Each block's place comes over the network with a name of its own. */
  private static BlockId arrived(BlockId id) {
    return new BlockId(String.valueOf(id.series().toCharArray()), id.number());
  }
}
