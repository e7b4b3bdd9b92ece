package io.chronoshard.train;

import static org.assertj.core.api.Assertions.assertThat;

import io.chronoshard.block.Block;
import io.chronoshard.config.Configuration;
import io.chronoshard.config.ConfigurationReader;
import io.chronoshard.config.TargetExamples;
import io.chronoshard.feature.FeatureSet;
import io.chronoshard.grid.History;
import io.chronoshard.grid.History.SeriesExtent;
import io.chronoshard.grid.Slice;
import io.chronoshard.model.MeanLife.Lives;
import io.chronoshard.scale.ScalePlan;
import io.chronoshard.split.Interval;
import io.chronoshard.split.Part;
import io.chronoshard.split.Parts;
import io.chronoshard.window.MadeUpHistory;
import io.chronoshard.window.WindowLayout;
import io.chronoshard.window.WindowShape;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.commons.math3.random.MersenneTwister;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/** How long the series of a training part lived on average. */
class MeanLivesTest {

  /** A series of so many steps, of which the last one has so many before it. */
  private static Slice series(long from, int steps, int behind, int cap) {
    float[] values = new float[2 * steps];
    for (int step = 0; step < steps; step++) {
      values[2 * step] = step;
      values[2 * step + 1] = Math.min(cap, steps - 1 - step + behind);
    }
    return new Slice(from, 2, values);
  }

  private static Configuration settings(String... sets) {
    List<String> all = new ArrayList<>(List.of(sets));
    all.add("features.channels = [c0]");
    return ConfigurationReader.read(Optional.empty(), all);
  }

  private static WindowLayout layout(MadeUpHistory made, Configuration settings, int blockSteps) {
    History history = made.description(blockSteps);
    return WindowLayout.forTraining(
        history,
        FeatureSet.of(
            settings.features(),
            TargetExamples.of("[{ type = remaining-life, channel = c1, name = life }]"),
            history),
        new WindowShape(2, 1, 1, 1, 1, 1),
        Parts.of(settings.split(), history));
  }

  private static Map<String, Lives> lives(
      MadeUpHistory made, Configuration settings, WindowLayout layout, int shards) {
    List<Block> blocks = made.blocks(layout, layout.rows(Part.TRAINING));
    List<List<Block>> dealt = new ArrayList<>();
    for (int shard = 0; shard < shards; shard++) {
      int number = shard;
      dealt.add(blocks.stream().filter(block -> blocks.indexOf(block) % shards == number).toList());
    }
    return FittedScalers.of(
            new LocalRows(layout, dealt),
            ScalePlan.of(settings.features().scale(), layout.features()),
            layout.features(),
            settings.model().ends().outputs())
        .lives();
  }

  /** Against a sum over series, whatever blocks and shards they come in. */
  @RepeatedTest(50)
  void theMeanIsThatOfTheSeriesThatShowHowLongTheyLive(RepetitionInfo repetition) {
    int seed = repetition.getCurrentRepetition();
    MersenneTwister random = new MersenneTwister(seed);
    int cap = random.nextBoolean() ? 30 : 1_000_000;
    Map<String, Slice> fleet = new TreeMap<>();
    for (int number = 0; number < 7; number++) {
      fleet.put(
          "s" + number,
          series(random.nextInt(20), 20 + random.nextInt(80), random.nextInt(50), cap));
    }
    MadeUpHistory made = MadeUpHistory.of(2, fleet);
    Configuration settings =
        random.nextBoolean()
            ? settings("split { by = series, series.validation = [s3] }")
            : settings("split.fraction { training = 0.7, validation = 0.2 }");
    WindowLayout layout = layout(made, settings, 16 + random.nextInt(40));

    double most = 0;
    for (SeriesExtent one : layout.history().series()) {
      Interval training = layout.parts().of(Part.TRAINING, one);
      for (long step = training.from(); step < training.to(); step++) {
        most = Math.max(most, made.value(one.name(), step, 1));
      }
    }
    double sum = 0;
    int count = 0;
    for (SeriesExtent one : layout.history().series()) {
      Interval training = layout.parts().of(Part.TRAINING, one);
      float left = made.value(one.name(), training.to() - 1, 1);
      if (!training.isEmpty() && left < most) {
        sum += training.to() - 1 - one.fromStep() + left;
        count++;
      }
    }
    Map<String, Lives> found = lives(made, settings, layout, 1 + random.nextInt(3));
    assertThat(found)
        .as("seed %d", seed)
        .isEqualTo(count == 0 ? Map.of() : Map.of("life", new Lives(sum / count, most)));
  }

  @Test
  void whatACapHidesIsNoLength() {
    MadeUpHistory made =
        MadeUpHistory.of(2, Map.of("seen", series(0, 40, 5, 20), "hidden", series(0, 40, 100, 20)));
    Configuration settings = settings("split { by = series, series.validation = [] }");
    assertThat(lives(made, settings, layout(made, settings, 16), 1))
        .isEqualTo(Map.of("life", new Lives(44, 20)));
  }
}
