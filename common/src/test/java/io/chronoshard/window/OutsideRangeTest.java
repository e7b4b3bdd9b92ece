package io.chronoshard.window;

import static org.assertj.core.api.Assertions.assertThat;

import io.chronoshard.block.Block;
import io.chronoshard.config.Configuration;
import io.chronoshard.config.ConfigurationReader;
import io.chronoshard.config.TargetExamples;
import io.chronoshard.feature.FeatureSet;
import io.chronoshard.grid.History;
import io.chronoshard.scale.Ranges;
import io.chronoshard.scale.Ranges.Range;
import io.chronoshard.split.Parts;
import io.chronoshard.window.BlockWindows.Needs;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.commons.math3.random.MersenneTwister;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

class OutsideRangeTest {

  /** Row by row and window by window, whatever the blocks. */
  @RepeatedTest(100)
  void windowsThatLeaveARangeAreThoseOfALoop(RepetitionInfo repetition) {
    int seed = repetition.getCurrentRepetition();
    MersenneTwister random = new MersenneTwister(seed);
    MadeUpHistory made = MadeUpHistory.random(seed, 2, 3, 0.01);
    WindowShape shape =
        new WindowShape(
            1 + random.nextInt(5), 1 + random.nextInt(3), 1 + random.nextInt(3), 1, 1, 1);
    History history = made.description(7 + random.nextInt(60));
    Configuration settings = ConfigurationReader.read(Optional.empty(), List.of());
    WindowLayout layout =
        WindowLayout.forScoring(
            history,
            FeatureSet.of(settings.features(), TargetExamples.channels("c0"), history),
            shape,
            Parts.of(settings.split(), history));
    float most = 1 + random.nextFloat();
    List<Range> ranges =
        List.of(new Range(-1, most, -1, most), Range.UNBOUNDED, new Range(0, 0, -2, 2));
    OutsideRange outside = new OutsideRange(shape, history.channels(), new Ranges(ranges));

    int windows = 0;
    for (Block block : made.blocks(layout, layout.everywhere())) {
      BlockWindows found = layout.windows(block, layout.everywhere(), Needs.INPUTS);
      List<List<Integer>> left = outside.of(found);
      assertThat(left).hasSize(found.origins().length);
      for (int window = 0; window < left.size(); window++) {
        long origin = block.coreFrom() + found.origins()[window];
        assertThat(left.get(window))
            .as("%s at %d", block.id(), origin)
            .isEqualTo(loop(made, block.id().series(), origin, shape, ranges));
        windows++;
      }
    }
    assertThat(windows).isPositive();
  }

  private static List<Integer> loop(
      MadeUpHistory made, String series, long origin, WindowShape shape, List<Range> ranges) {
    List<Integer> left = new ArrayList<>();
    for (int input = 0; input < ranges.size(); input++) {
      boolean leaves = false;
      for (int row = 0; row < shape.length(); row++) {
        float value = made.value(series, origin - (long) row * shape.sampling(), input);
        leaves |= value < ranges.get(input).least() || value > ranges.get(input).most();
      }
      if (leaves) {
        left.add(input);
      }
    }
    return left;
  }
}
