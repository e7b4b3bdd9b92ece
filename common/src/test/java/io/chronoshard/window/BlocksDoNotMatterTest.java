package io.chronoshard.window;

import static org.assertj.core.api.Assertions.assertThat;

import io.chronoshard.block.Block;
import io.chronoshard.config.SplitSettings;
import io.chronoshard.config.SplitSettings.Inputs;
import io.chronoshard.config.TargetExamples;
import io.chronoshard.feature.FeatureExamples;
import io.chronoshard.feature.FeatureSet;
import io.chronoshard.grid.History;
import io.chronoshard.scale.Scaler;
import io.chronoshard.scale.TargetScalerExamples;
import io.chronoshard.split.Part;
import io.chronoshard.split.Parts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.commons.math3.random.MersenneTwister;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BlocksDoNotMatterTest {

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(
      longs = {
        1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25
      })
  void anyBlockLengthGivesTheWindowsOfASingleBlock(long seed) {
    MersenneTwister random = new MersenneTwister(seed);
    MadeUpHistory history = MadeUpHistory.random(seed, 1 + random.nextInt(3), 2, 0.01);
    WindowShape shape =
        new WindowShape(
            1 + random.nextInt(6),
            1 + random.nextInt(3),
            1 + random.nextInt(4),
            random.nextInt(5),
            1 + random.nextInt(3),
            1 + random.nextInt(3));
    Inputs inputs = List.of(Inputs.values()).get(random.nextInt(3));
    int targetsBefore = random.nextInt(8);
    for (Part part : Part.values()) {
      List<String> single = windows(history, 1024, shape, inputs, part, targetsBefore);
      for (int blockSteps : new int[] {1, 2, 7, 16, 50}) {
        assertThat(windows(history, blockSteps, shape, inputs, part, targetsBefore))
            .as("blocks of %d steps, %s, %s, %s", blockSteps, part, inputs, shape)
            .containsExactlyElementsOf(single);
      }
    }
  }

  private static List<String> windows(
      MadeUpHistory made,
      int blockSteps,
      WindowShape shape,
      Inputs inputs,
      Part part,
      int targetsBefore) {
    History history = made.description(blockSteps);
    FeatureSet features =
        FeatureSet.of(
            FeatureExamples.allKinds(),
            TargetExamples.channels("c0"),
            history,
            FeatureExamples.FACTS);
    Parts parts = Parts.of(split(inputs), history);
    WindowLayout layout =
        WindowLayout.forEvaluation(history, features, shape, parts, targetsBefore);
    OriginRule rule = layout.part(part);
    Minibatch minibatch =
        new Minibatch(
            1,
            shape,
            features.inputs().size(),
            TargetScalerExamples.values(Scaler.Column.IDENTITY));
    List<String> found = new ArrayList<>();
    for (Block block : made.blocks(layout, rule)) {
      BlockWindows windows = layout.windows(block, rule, BlockWindows.Needs.INPUTS_AND_TARGETS);
      WindowSet set = new WindowSet(List.of(windows));
      for (int window = 0; window < set.size(); window++) {
        minibatch.fill(set, new int[] {window}, 0, 1);
        found.add(
            block.id().series()
                + " "
                + set.origin(window)
                + " "
                + Arrays.toString(minibatch.inputs(0))
                + " "
                + Arrays.toString(minibatch.targets(0)));
      }
    }
    return found;
  }

  private static SplitSettings split(Inputs inputs) {
    return new SplitSettings(
        SplitSettings.By.FRACTION,
        new SplitSettings.Fractions(0.5, 0.25),
        new SplitSettings.Steps(0, 0, 0),
        new SplitSettings.Dates(Instant.MAX, Instant.MAX, Optional.empty()),
        new SplitSettings.SeriesNames(List.of(), List.of()),
        inputs);
  }
}
