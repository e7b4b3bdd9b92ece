package io.chronoshard.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.chronoshard.block.Block;
import io.chronoshard.block.BlockId;
import io.chronoshard.config.ConfigurationReader;
import io.chronoshard.config.TargetExamples;
import io.chronoshard.config.TimeAxis;
import io.chronoshard.feature.FeatureSet;
import io.chronoshard.feature.Target;
import io.chronoshard.grid.History;
import io.chronoshard.grid.History.RecordedTimes;
import io.chronoshard.grid.History.SeriesExtent;
import io.chronoshard.grid.Slice;
import io.chronoshard.model.MeanLife.Lives;
import io.chronoshard.window.BlockWindows;
import io.chronoshard.window.WindowCounts;
import io.chronoshard.window.WindowSet;
import io.chronoshard.window.WindowShape;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MeanLifeTest {

  private static final History HISTORY =
      new History(
          TimeAxis.rows(),
          16,
          List.of("a", "life"),
          Map.of(),
          List.of("life"),
          RecordedTimes.NONE,
          List.of(new SeriesExtent("s", 90, 130)),
          "");

  /** Target values are of no concern to it. */
  private static WindowSet window(int origin) {
    Block block =
        new Block(
            new BlockId("s", 5),
            100,
            20,
            new Slice(100, 1, new float[20]),
            new Slice(90, 2, new float[80]));
    return new WindowSet(
        List.of(new BlockWindows(block, new int[] {origin - 100}, WindowCounts.NONE)));
  }

  private static MeanLife meanLife(WindowShape shape, Map<String, Lives> lives) {
    List<Target> targets =
        FeatureSet.of(
                ConfigurationReader.read(Optional.empty(), List.of("features.channels = [a]"))
                    .features(),
                TargetExamples.of("[a, { type = remaining-life, channel = life, cap = 25 }]"),
                HISTORY)
            .targets();
    return new MeanLife(shape, targets, lives, Map.of("s", 90L));
  }

  @Test
  void theMeanLifeLessTheAgeIsWhatRemainsBetweenNothingAndTheCap() {
    MeanLife forecaster =
        meanLife(new WindowShape(1, 1, 1, 0, 3, 10), Map.of("life", new Lives(32.5, 99)));
    float[] out = new float[6];
    forecaster.forecast(window(105), new int[] {0}, 0, 1, out);
    assertThat(out[1]).isEqualTo(17.5f);
    assertThat(out[3]).isEqualTo(7.5f);
    assertThat(out[5]).isZero();
    forecaster.forecast(window(100), new int[] {0}, 0, 1, out);
    assertThat(out[1]).isEqualTo(22.5f);
    assertThat(meanLifeOf(100, new Lives(60, 99))).as("capped by the target").isEqualTo(25);
    assertThat(meanLifeOf(100, new Lives(60, 20)))
        .as("capped where the training part was, as by the history")
        .isEqualTo(20);
  }

  private static float meanLifeOf(int origin, Lives lives) {
    float[] out = new float[2];
    meanLife(new WindowShape(1, 1, 1, 0, 1, 1), Map.of("life", lives))
        .forecast(window(origin), new int[] {0}, 0, 1, out);
    return out[1];
  }

  @Test
  void itSaysNothingOfOtherTargetsNorOfLivesOfUnknownLength() {
    WindowShape shape = new WindowShape(1, 1, 1, 0, 1, 1);
    assertThat(meanLife(shape, Map.of("life", new Lives(30, 99))).forecasts(0)).isFalse();
    assertThat(meanLife(shape, Map.of("life", new Lives(30, 99))).forecasts(1)).isTrue();
    assertThat(meanLife(shape, Map.of()).forecasts(1)).isFalse();
  }
}
