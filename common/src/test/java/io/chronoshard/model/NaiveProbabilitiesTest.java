package io.chronoshard.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.chronoshard.block.Block;
import io.chronoshard.block.BlockId;
import io.chronoshard.config.ConfigurationReader;
import io.chronoshard.config.FeatureSettings;
import io.chronoshard.config.TargetExamples;
import io.chronoshard.config.TimeAxis;
import io.chronoshard.feature.FeatureSet;
import io.chronoshard.grid.History;
import io.chronoshard.grid.History.RecordedTimes;
import io.chronoshard.grid.History.SeriesExtent;
import io.chronoshard.grid.Slice;
import io.chronoshard.window.BlockWindows;
import io.chronoshard.window.WindowCounts;
import io.chronoshard.window.WindowSet;
import io.chronoshard.window.WindowShape;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class NaiveProbabilitiesTest {

  private static final WindowShape SHAPE = new WindowShape(1, 1, 1, 2, 2, 1);

  private static final FeatureSettings SETTINGS =
      ConfigurationReader.read(Optional.empty(), List.of("features.channels = [a]")).features();

  private static final History HISTORY =
      new History(
          TimeAxis.rows(),
          16,
          List.of("a", "broken"),
          Map.of(),
          List.of("broken"),
          RecordedTimes.NONE,
          List.of(new SeriesExtent("s", 0, 9)),
          "");

  private static FeatureSet features(String targets) {
    return FeatureSet.of(SETTINGS, TargetExamples.of(targets), HISTORY);
  }

  /** A block whose target column at step {@code s} is {@code s} and in the second 100 more. */
  private static WindowSet windows(int columns) {
    float[] targets = new float[12 * columns];
    for (int i = 0; i < targets.length; i++) {
      int step = i / columns;
      targets[i] = step + 100f * (i % columns);
    }
    return new WindowSet(
        List.of(
            new BlockWindows(
                new Block(
                    new BlockId("s", 0),
                    3,
                    4,
                    new Slice(3, 1, new float[4]),
                    new Slice(0, columns, targets)),
                new int[] {0, 2},
                WindowCounts.NONE)));
  }

  @Test
  void theStateNowIsTheNewestThatIsKnownAsAWhole() {
    StateNow now =
        new StateNow(
            SHAPE,
            features(
                    "[{ type = passes, channel = a, above = 1, within = 3 }, { type = holds, channel = a }]")
                .targets());
    float[] out = new float[8];
    now.forecast(windows(2), new int[] {0, 1}, 0, 2, out);
    // The origins are 3 and 5; what tells of three steps is known two steps before.
    assertThat(out).containsExactly(1, 103, 1, 103, 3, 105, 3, 105);
    assertThat(now.targetsBefore()).isEqualTo(2);
  }

  @Test
  void whatNobodyKnowsHasNoStateButAShare() {
    FeatureSet features =
        new FeatureSet(
            List.of(),
            Stream.of(
                    "[{ type = holds, channel = broken }]",
                    "[{ type = holds, channel = a }]",
                    "[broken]",
                    "[a]")
                .flatMap(one -> features(one).targets().stream())
                .toList());
    StateNow now = new StateNow(SHAPE, features.targets());
    TrainingMean mean = new TrainingMean(SHAPE, features.targets(), List.of(0.25, 0.5, 0.75, 1.0));
    KnownPast last = new KnownPast(new LastValue(SHAPE), features.targets());
    for (int target = 0; target < 4; target++) {
      assertThat(now.forecasts(target)).isEqualTo(target == 1);
      assertThat(mean.forecasts(target)).isEqualTo(target < 3);
      assertThat(last.forecasts(target)).isEqualTo(target == 3);
    }
    float[] out = new float[8];
    mean.forecast(windows(4), new int[] {0}, 0, 1, out);
    assertThat(out).containsExactly(0.25f, 0.5f, 0.75f, 1, 0.25f, 0.5f, 0.75f, 1);
  }
}
